// The shape of a template as both sides know it: static strings and the kind of each slot between them.

/** The kinds that are not an attribute; an attribute slot's kind is the attribute's name. */
export const SlotKind = {
  /** A place among child nodes: text, a block, a list, a boundary. */
  child: 0,
  /** The whole text of an element whose content is text only: textarea, title, style, script. */
  content: 1,
  /** The whole attribute list of an element that was written with a spread. */
  spread: 2,
} as const;

/** 0 child, 1 content, 2 spread, or the name of an attribute. */
export type Kind = 0 | 1 | 2 | string;

/** Statics have one entry more than kinds: the text around and between the slots. */
export interface TemplateShape {
  readonly id: string;
  readonly statics: readonly string[];
  readonly kinds: readonly Kind[];
}
