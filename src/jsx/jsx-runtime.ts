// The entry that compilers import for `jsxImportSource: "slotwire"`, and the calls that precompiled code makes.

export { createElement, Fragment, jsx, jsxs } from "./jsx.js";
export type { JSX } from "./jsx-types.js";
export {
  attribute,
  content,
  rendered,
  spread,
  spreadWithChildren,
  template,
} from "./precompiled.js";
