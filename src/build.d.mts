/** Types of build.mjs, which must run before anything that could compile it is built. */
import type { BuildOptions, BuildResult } from 'esbuild';

export declare class BuildError extends Error {}
export declare const PLACE: string;
export declare function build(
  programs: readonly string[],
  outFolder: string,
  otherwise?: BuildOptions,
): Promise<BuildResult>;
export declare function builtFrom(folder: string, source: string): string;
export declare function ensureBuilt(): Promise<string>;
