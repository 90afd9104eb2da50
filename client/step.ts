// Where a page is to go, as commands and the server say it.

/**
 * `navigate`: another page, `[url, isReplacing?, flash?]`. `patch`: another query or hash of this page, `[url, isReplacing?]`.
 * `redirect`: an ordinary page load, `[url, flash?]`. `head`: elements of the document's head, `[removed, added]`.
 */
export type Step = "navigate" | "patch" | "redirect" | "head";
