// Messages that are shown once: what `render` is given of them, and the event by which a page takes them away.

/** What `ctx.flash` has set, by kind, until it is cleared. */
export type Flash = Readonly<Record<string, string | undefined>>;

/** No view has to handle it. Names that begin so are kept for more of its sort. */
export const clearFlashEvent = "live:clear-flash";
export const ownEventPrefix = "live:";
