// The types of browser-package.mjs, for the tests.
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** Whether a program of this name is on the PATH. */
  has(program: string): boolean;
  readonly isUbuntu: boolean;
  /** What makes a command run as root: nothing for root itself, else sudo. */
  readonly prefix: readonly string[];
}

export declare function browserCommands(machine: Machine): string[][] | null;
