// The way from HTML to a live DOM, a script of its own: morphdom, told what belongs to the user, to hooks and to strangers.
import morphdomModule from "morphdom";
import type { PatchExtension } from "../interaction-host.js";
import { isIgnored } from "./html.js";
import type { Inputs } from "./inputs.js";

// Its types say that Node's import has a `default`; what every loader gives is the function itself.
const morphdom = morphdomModule as unknown as typeof morphdomModule.default;

export type Morph = typeof morph;

export interface MorphOptions {
  readonly inputs: Inputs;
  readonly extension?: PatchExtension | undefined;
  /** The element itself is not the server's to change, only what is in it. */
  readonly childrenOnly: boolean;
  /** Ids of boundaries mean the same on both sides: not after a rejoin. */
  readonly isSameSession: boolean;
}

/** Makes `from` like `to`; returns what stands in its place, which is `from` where the tags are equal. */
export function morph(from: Element, to: Element, options: MorphOptions): Element {
  const { inputs, isSameSession } = options;
  const finish = inputs.begin(from);
  try {
    return morphdom(from, document.adoptNode(to), {
      childrenOnly: options.childrenOnly,
      getNodeKey: (node) => {
        const el = node as Element;
        if (!el.getAttribute) return undefined;
        const mark = isSameSession && el.getAttribute("l");
        // Around a nested view: that one's id is unique.
        const nested = el.hasAttribute("live-embeds") && el.querySelector("[id]")?.id;
        return mark ? `l ${mark}` : nested ? `n ${nested}` : el.id || undefined;
      },
      onBeforeElUpdated: (el, next) => {
        if (isIgnored(el) && isIgnored(next)) {
          options.extension?.willMorph(el, next);
          copyAttributes(next, el, ({ name }) => /^(l|(data|live)-.*)$/.test(name));
          return false;
        }
        if (inputs.isEditing(el)) return false;
        // The view of a nested container has its own patches.
        if (el !== from && el.hasAttribute("live") && next.hasAttribute("live")) return false;
        // A custom element may have set attributes of its own.
        if (el.localName.includes("-")) copyAttributes(el, next, (a) => !next.hasAttribute(a.name));
        options.extension?.willMorph(el, next);
        inputs.morph(el, next);
        return true;
      },
      onBeforeElChildrenUpdated: (el, next) => {
        const { localName } = el;
        // morphdom would copy the properties of these, and with them overwrite what the user did.
        if (localName === "input" || localName === "textarea") return false;
        if (localName === "option") {
          if (!el.isEqualNode(next)) el.replaceChildren(...next.childNodes);
          return false;
        }
        // Its children are in a document of their own.
        if (el instanceof HTMLTemplateElement && next instanceof HTMLTemplateElement) {
          el.content.replaceChildren(...next.content.childNodes);
          return false;
        }
        // Children that a custom element made for itself.
        return !localName.includes("-") || next.hasChildNodes();
      },
    }) as Element;
  } finally {
    finish();
  }
}

function copyAttributes(from: Element, to: Element, isCopied: (attribute: Attr) => boolean): void {
  for (const attribute of from.attributes) {
    if (isCopied(attribute)) to.setAttribute(attribute.name, attribute.value);
  }
}
