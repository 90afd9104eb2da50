// The document around a page, as far as the app's files make it, which a deployment may change while the page is open.

/** Null where it named none. */
export interface ShownDocument {
  /** The URLs of the files, in which a hash of their content stands. */
  readonly assets: readonly string[];
  /** Some of them are others by now. */
  readonly isOutdated: boolean;
}

/** As it is sent. */
export function documentWith(assets: readonly string[]): ShownDocument | null {
  return assets.length === 0 ? null : { assets, isOutdated: false };
}

/** As a page brings it back that was sent by another process. */
export function documentAgain(
  assets: readonly string[],
  isCurrent: (url: string) => boolean,
): ShownDocument | null {
  return assets.length === 0 ? null : { assets, isOutdated: !assets.every(isCurrent) };
}
