// Where the shop is said to live: for canonical addresses, which must not follow what a request calls its host.
const origin = process.env.SHOP_ORIGIN ?? "https://northlight.example";

export function siteUrl(path: string): string {
  return origin + path;
}
