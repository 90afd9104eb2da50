// Where the demos are said to live: for canonical addresses, which must not follow what a request calls its host.
const origin = process.env.SITE_ORIGIN ?? "https://slotwire.example";

export function siteUrl(path: string): string {
  return origin + path;
}
