/** Types of install.mjs, which must run before anything that could compile it is installed. */
export declare const projectFolder: string;
export declare class InstallError extends Error {}
export declare function refuseOldNode(version: string): void;
/** The part of npm's lock files that is looked at. */
export interface LockFile {
  packages?: Record<
    string,
    {
      version?: string;
      dev?: boolean;
      devOptional?: boolean;
      optional?: boolean;
      link?: boolean;
      os?: string[];
      cpu?: string[];
      libc?: string[];
    }
  >;
}
export declare function missingPackages(
  lock: LockFile,
  installed: LockFile,
  options: { dev: boolean; platform?: string; arch?: string },
): string[];
export declare function ensureInstalled(options?: {
  dev?: boolean;
  folder?: string;
  log?: (line: string) => void;
}): Promise<void>;
export declare function ensureInstalledOrExit(options?: { dev?: boolean }): Promise<void>;
