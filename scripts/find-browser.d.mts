// The types of find-browser.mjs, for the tests.
export declare function findBrowser(
  env?: Record<string, string | undefined>,
  platform?: NodeJS.Platform,
): string | null;
