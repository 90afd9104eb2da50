// What the tables of @kitajs/html lack or have narrower than HTML: attributes, and the tags of MathML.
import type { Raw } from "./rendered.js";

/** Present or absent in HTML, but text in the tables. */
export type SwitchName =
  | "checked"
  | "contenteditable"
  | "controls"
  | "default"
  | "download"
  | "ismap"
  | "multiple"
  | "reversed";

type Text = string | null;
type Size = string | number | null;
type Switch = boolean | null;

/** Takes a resource from elsewhere. */
interface Fetched {
  readonly crossorigin?: Text;
  readonly fetchpriority?: "high" | "low" | "auto" | null;
  readonly integrity?: Text;
  readonly referrerpolicy?: Text;
}

/** What a control that submits says otherwise than its form. */
interface Submitter {
  readonly formaction?: Text | Raw | URL;
  readonly formenctype?: Text;
  readonly formmethod?: "get" | "post" | "dialog" | null;
  readonly formnovalidate?: Switch;
  readonly formtarget?: Text;
}

/** Plays something. */
interface Player {
  readonly controlslist?: Text;
  readonly crossorigin?: Text;
  readonly disableremoteplayback?: Switch;
}

interface Invoker {
  readonly command?: Text;
  readonly commandfor?: Text;
  readonly popovertarget?: Text;
  readonly popovertargetaction?: "show" | "hide" | "toggle" | null;
}

/** Of every element. */
export interface MissingAttributes {
  readonly autofocus?: Switch;
  readonly exportparts?: Text;
  readonly is?: Text;
  readonly itemid?: Text;
  readonly itemprop?: Text;
  readonly itemref?: Text;
  readonly itemscope?: Switch;
  readonly itemtype?: Text;
  readonly popover?: boolean | "auto" | "manual" | "hint" | null;
}

/** By tag. */
export interface MissingByTag {
  readonly area: {
    readonly download?: string | Switch;
    readonly ping?: Text;
    readonly referrerpolicy?: Text;
  };
  readonly audio: Player;
  readonly button: Invoker;
  readonly dialog: { readonly closedby?: "any" | "closerequest" | "none" | null };
  readonly form: { readonly rel?: Text };
  readonly img: Fetched & { readonly sizes?: Text };
  readonly input: Invoker &
    Submitter & {
      readonly alpha?: Switch;
      readonly capture?: string | Switch;
      readonly colorspace?: Text;
      readonly dirname?: Text;
      readonly webkitdirectory?: Switch;
    };
  readonly link: Fetched & {
    readonly color?: Text;
    readonly disabled?: Switch;
    readonly imagesizes?: Text;
    readonly imagesrcset?: Text;
  };
  readonly meta: { readonly media?: Text; readonly property?: Text };
  readonly ol: { readonly type?: Text };
  readonly script: Fetched & { readonly nomodule?: Switch };
  readonly select: { readonly size?: Size };
  readonly source: {
    readonly height?: Size;
    readonly sizes?: Text;
    readonly width?: Size;
  };
  readonly template: {
    readonly shadowrootclonable?: Switch;
    readonly shadowrootdelegatesfocus?: Switch;
    readonly shadowrootmode?: "open" | "closed" | null;
    readonly shadowrootserializable?: Switch;
  };
  readonly textarea: { readonly autocomplete?: Text };
  readonly th: { readonly abbr?: Text };
  readonly video: Player & {
    readonly disablepictureinpicture?: Switch;
    readonly playsinline?: Switch;
    readonly preload?: Text;
  };
}

/** Their attributes are not in any table: like those of svg, each takes any plain value. */
export type MathTag =
  | "annotation"
  | "maction"
  | "math"
  | "merror"
  | "mfrac"
  | "mi"
  | "mmultiscripts"
  | "mn"
  | "mo"
  | "mover"
  | "mpadded"
  | "mphantom"
  | "mprescripts"
  | "mroot"
  | "mrow"
  | "ms"
  | "mspace"
  | "msqrt"
  | "mstyle"
  | "msub"
  | "msubsup"
  | "msup"
  | "mtable"
  | "mtd"
  | "mtext"
  | "mtr"
  | "munder"
  | "munderover"
  | "semantics";
