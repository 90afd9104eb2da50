// Types of client-bundle.mjs, for the tests.
export declare const privateNames: readonly string[];
export declare function bundleClient(options?: {
  readonly isDevelopment?: boolean;
}): Promise<string>;
