// The types of imports-of.mjs, for the tests.
export declare function importsOf(source: string): string[];
