// Shows messages that are shown once, and reads them from the HTML.
import type { Flash } from "slotwire";

export const Notices = ({ flash }: { flash: Flash }) =>
  Object.entries(flash).map(([kind, text]) => <p key={kind}>{`${kind}: ${text}`}</p>);

export function shown(html: string): string[] {
  return [...html.matchAll(/<p[^>]*>([^<]*)<\/p>/g)].map(([, text]) => String(text));
}
