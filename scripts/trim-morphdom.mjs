// Leaves out of morphdom what the browser runtime never reaches: 5 KB of it become 3.5.
import { readFile } from "node:fs/promises";

/**
 * `[found, instead]`: conditions that are constant for our one call, `morph` in client/patch/morph.ts,
 * which hands over two elements and four options. What hangs on them, the minifiers remove.
 */
const cuts = [
  // HTML is parsed by us, in the namespace of where it goes; no text, no fragment, no other document.
  ["typeof toNode === 'string'", "false"],
  ["'content' in doc.createElement('template')", "true"],
  ["doc.createRange && 'createContextualFragment' in doc.createRange()", "false"],
  ["typeof document === 'undefined' ? undefined : document", "document"],
  ["toNode.nodeType === DOCUMENT_FRAGMENT_NODE$1", "false"],
  ["morphedNodeType === ELEMENT_NODE", "true"],
  ["toNodeType === ELEMENT_NODE", "true"],
  // No virtual nodes stand in for real ones.
  ["curToNodeChild.actualize)", "false)"],
  ["morphedNode.actualize)", "false)"],
  ["curToNodeChild.isSameNode &&", "false &&"],
  ["toNode.isSameNode &&", "false &&"],
  // What the user did to a control is the business of client/patch/inputs.ts alone.
  ["specialElHandlers[fromEl.nodeName]", "false"],
  ["fromEl.nodeName !== 'TEXTAREA'", "true"],
  // The options that we do not give.
  ["options.getNodeKey || defaultGetNodeKey", "options.getNodeKey"],
  ["options.onBeforeNodeAdded || noop", "(() => {})"],
  ["options.onNodeAdded || noop", "(() => {})"],
  ["options.onElUpdated || noop", "(() => {})"],
  ["options.onBeforeNodeDiscarded || noop", "(() => {})"],
  ["options.onNodeDiscarded || noop", "(() => {})"],
  ["options.skipFromChildren || noop", "(() => {})"],
  ["options.addChild ||", ""],
];

/** Throws when morphdom is not the one that this was written for: then each cut is to be looked at again. */
export function trim(source) {
  return cuts.reduce((text, [found, instead]) => {
    const [before, after, ...more] = text.split(found);
    if (after === undefined || more.length > 0) {
      throw new Error(
        `morphdom has changed: expected "${found}" once, see scripts/trim-morphdom.mjs`,
      );
    }
    return before + instead + after;
  }, source);
}

export const trimMorphdom = {
  name: "trim-morphdom",
  setup({ onLoad }) {
    onLoad({ filter: /\/morphdom-esm\.js$/ }, async ({ path }) => ({
      contents: trim(await readFile(path, "utf8")),
    }));
  },
};
