// Sends the beginning of a document before its view is mounted: what of the head needs nothing of the view, style sheets and scripts above all.
import type { ServerResponse } from "node:http";
import { escapeAttribute } from "../jsx/escape.js";
import { elementsOf, headKey, withoutElements } from "../session/head.js";
import { type DocumentParts, printDocument } from "./document.js";
import { placeOfHead } from "./document-head.js";
import { wholeMark } from "./request.js";

const nothing = { head: "", container: "<div l=1></div>" };

const headTag = /<head(?:[^>"']|"[^"]*"|'[^']*')*>/;

/** A response that has begun, and that nothing but this document can be the end of. */
export class EarlyDocument {
  readonly #response: ServerResponse;
  readonly #parts: DocumentParts;
  readonly #sent: ReadonlySet<string>;

  /** Null where the layout has no head, and nothing is sent. */
  static begin(response: ServerResponse, parts: DocumentParts): EarlyDocument | null {
    const { html } = printDocument(parts, nothing);
    const head = headOf(html, parts);
    if (head === null) return null;
    const sent = elementsOf(head.content).filter(isIndependent);
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.write(head.before + sent.join(""));
    // `compression` waits for more otherwise.
    (response as { flush?: () => void }).flush?.();
    return new EarlyDocument(response, parts, new Set(sent));
  }

  private constructor(response: ServerResponse, parts: DocumentParts, sent: ReadonlySet<string>) {
    this.#response = response;
    this.#parts = parts;
    this.#sent = sent;
  }

  /** The whole document: what has been sent of it is left out. */
  end(html: string): void {
    const head = headOf(html, this.#parts);
    if (head === null) return void this.#response.end(html);
    const { source } = head;
    const rest = withoutElements(
      head.content,
      (each) => this.#sent.has(each) || each.includes(source),
    );
    this.#response.end(rest + head.after);
  }

  /**
   * There is no such document: the browser asks again, and is answered with what should have been the
   * answer. Without a script, and for a crawler this is a redirect.
   */
  endElsewhere(): void {
    const { url } = this.#parts;
    const again = escapeAttribute(`${url}${url.includes("?") ? "&" : "?"}${wholeMark}`);
    this.#response.end(
      `<meta http-equiv="refresh" content="0;url=${again}"><title>…</title></head>` +
        `<body><a href="${again}">…</a></body></html>`,
    );
  }
}

interface FoundHead {
  /** Up to the end of the tag. */
  readonly before: string;
  readonly content: string;
  readonly after: string;
  /** What only the client's script has. */
  readonly source: string;
}

function headOf(html: string, { routeParts }: DocumentParts): FoundHead | null {
  const source = ` src="${routeParts.scriptUrl}"`;
  const place = placeOfHead(html, source);
  if (place === null) return null;
  const tag = headTag.exec(html.slice(place.startsAt))?.[0] ?? "";
  const at = place.startsAt + tag.length;
  const [before, content] = [html.slice(0, at), html.slice(at, place.endsAt)];
  return { before, content, after: html.slice(place.endsAt), source };
}

/** The view may not say otherwise, whatever it says. */
function isIndependent(html: string): boolean {
  const key = headKey(html);
  return key === html || key === "charset";
}
