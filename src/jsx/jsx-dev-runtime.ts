// The entry that compilers import for `jsx: "react-jsxdev"`.
export type { JSX } from "./jsx-types.js";
export { Fragment, jsxDEV } from "./jsx.js";
