// Types of trim-morphdom.mjs, for the tests.
import type { Plugin } from "esbuild";

export function trim(source: string): string;
export const trimMorphdom: Plugin;
