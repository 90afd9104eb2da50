// The only door for HTML that is not escaped.
import { Raw } from "./rendered.js";

/**
 * Marks HTML as safe to print as it is. Whatever a visitor wrote must never come here unsanitised.
 * Also the way to write the content of `<script>` and `<style>`, a URL with an unusual scheme, and `srcdoc`.
 *
 * @example
 * ```tsx
 * import { raw } from "slotwire";
 *
 * const body = raw("<em>already sanitised</em>");
 * const article = <article>{body}</article>;
 * ```
 */
export function raw(html: string): Raw {
  return new Raw(String(html));
}
