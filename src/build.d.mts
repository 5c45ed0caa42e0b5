/** Types of build.mjs, which must run before anything that could compile it is built. */
export declare class BuildError extends Error {}
export declare function build(programs: readonly string[], outFolder: string): Promise<void>;
export declare function builtFrom(folder: string, source: string): string;
export declare function ensureBuilt(): Promise<string>;
