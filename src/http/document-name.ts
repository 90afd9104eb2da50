// What a document is called: by its layout, and by the app's files that this has named, which a deployment may change.

/** The layout names a few style sheets and scripts; whoever has more need not be told of all. */
const maxNamed = 32;

/** `k3J9x_aB /app.css?v=HASH`: what the client says of its document when it asks for another page. */
export function documentName(layoutId: string, assets: readonly string[]): string {
  return [layoutId, ...assets.slice(0, maxNamed)].join(" ");
}

/** The files of a document by its name; null when it has another layout, or files of another content. */
export function documentAssets(
  name: unknown,
  layoutId: string,
  isCurrent: (url: string) => boolean,
): readonly string[] | null {
  const assets = assetsIn(name);
  const isSame = String(name).split(" ", 1)[0] === layoutId;
  return isSame && assets.every(isCurrent) ? assets : null;
}

/** The files that a document had when it was called so. */
export function assetsIn(name: unknown): readonly string[] {
  return typeof name === "string" ? name.split(" ", maxNamed + 1).slice(1) : [];
}
