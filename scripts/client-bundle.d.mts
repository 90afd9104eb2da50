// Types of client-bundle.mjs, for the tests.
export declare const privateNames: readonly string[];

export interface ClientScripts {
  /** The script of every page. */
  readonly page: string;
  /** What it loads where it is needed, by file name. */
  readonly others: Readonly<Record<string, string>>;
}

export declare function bundleClient(options?: {
  readonly isDevelopment?: boolean;
}): Promise<ClientScripts>;
