// The entry that compilers import for `jsx: "react-jsxdev"`.

export { Fragment, jsxDEV } from "./jsx.js";
export type { JSX } from "./jsx-types.js";
