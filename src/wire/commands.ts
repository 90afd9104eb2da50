// Commands as they travel: `[[code, to, …args], …]`, as the text of an attribute or inside pushed data.

/** The first entry of a command; README.md lists the arguments of each. */
export const Command = {
  show: 0,
  hide: 1,
  toggle: 2,
  addClass: 3,
  removeClass: 4,
  toggleClass: 5,
  setAttribute: 6,
  removeAttribute: 7,
  toggleAttribute: 8,
  setProperty: 9,
  transition: 10,
  text: 11,
  focus: 12,
  focusFirst: 13,
  pushFocus: 14,
  popFocus: 15,
  dispatch: 16,
  exec: 17,
  push: 18,
  navigate: 19,
  patch: 20,
  ignoreAttributes: 21,
  announce: 22,
  optimistic: 23,
} as const;

/** How the second entry of a command that is an array reads its selector. */
export const TargetKind = {
  inner: 1,
  closest: 2,
} as const;

/** 0: the element of the chain; a string: all that match in the document. */
export type WireTarget = 0 | string | readonly [kind: 1 | 2, selector: string];

/** Classes while it runs, or `[during, from, to]`. */
export type WireTransition = string | readonly [during: string, from: string, to: string];

export type WireCommand = readonly [code: number, to: WireTarget, ...args: unknown[]];
export type WireChain = readonly WireCommand[];

/** The plain data properties that `js.setProperty` may set: none of them can make HTML or code of text. */
export const settableProperties: readonly string[] = [
  "checked",
  "currentTime",
  "indeterminate",
  "muted",
  "open",
  "playbackRate",
  "scrollLeft",
  "scrollTop",
  "selected",
  "selectedIndex",
  "value",
  "volume",
];
