// The types of browser-package.mjs, for the tests.
import type { PackageMachine } from "./package-commands.mjs";

export interface Machine extends PackageMachine {
  readonly isUbuntu: boolean;
}

export declare function headlessCommands(machine: Machine): string[][] | null;
export declare function browserCommands(machine: Machine): string[][] | null;
