// Escaping of text and attribute values, at the moment they are printed and never before.

// `\r` would come back as `\n` from a parser, and NUL not at all, so the DOM would not hold what was said.
const unsafeInText = /[&<>\r\0]/;
const unsafeInTextAll = /[&<>\r\0]/g;
const unsafeInAttribute = /[&<>"\r\0]/;
const unsafeInAttributeAll = /[&<>"\r\0]/g;

const replacements: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
  "\0": "\uFFFD",
};

function replacement(character: string): string {
  return replacements[character] as string;
}

/** Text between tags. */
export function escapeText(text: string): string {
  return unsafeInText.test(text) ? text.replace(unsafeInTextAll, replacement) : text;
}

/** A value between double quotes. `<` and `>` too, so that a value can not end a raw-text element around it. */
export function escapeAttribute(text: string): string {
  return unsafeInAttribute.test(text) ? text.replace(unsafeInAttributeAll, replacement) : text;
}
