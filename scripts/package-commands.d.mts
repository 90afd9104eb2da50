// The types of package-commands.mjs, for the tests.
export interface PackageMachine {
  readonly platform: NodeJS.Platform;
  /** Whether a program of this name is on the PATH. */
  has(program: string): boolean;
  /** What makes a command run as root: nothing for root itself, else sudo. */
  readonly prefix: readonly string[];
}
