// Components for what covers a page: content in another place of the document, and focus that stays inside.
import { internTemplate } from "../jsx/intern.js";
import { type Child, Rendered } from "../jsx/rendered.js";
import { SlotKind } from "../wire/template.js";

export interface PortalProps {
  /** A CSS selector of the element that the content is put at the end of; "body" unless told. */
  readonly to?: string;
  readonly children?: Child;
}

export interface FocusTrapProps {
  readonly children?: Child;
}

const portalTemplate = internTemplate(["<div", ">", "</div>"], ["live-portal", SlotKind.child]);
const trapTemplate = internTemplate(["<div live-trap>", "</div>"], [SlotKind.child]);

/**
 * Shows its children at the end of another element of the document, above whatever cuts off or covers
 * their own place. They stay the view's: its patches reach them, their events reach it, and they go with it.
 * Until the page is live, and without scripts, they stand where they are written.
 *
 * @example
 * import { defineView, FocusTrap, Portal } from "slotwire";
 *
 * export const Page = defineView({
 *   mount: () => ({ isOpen: false }),
 *   events: { open: () => ({ isOpen: true }), close: () => ({ isOpen: false }) },
 *   render: ({ isOpen }, on) => (
 *     <main>
 *       <button live-click={on.open}>Open</button>
 *       {isOpen && (
 *         <Portal to="body">
 *           <FocusTrap>
 *             <button live-click={on.close}>Close</button>
 *           </FocusTrap>
 *         </Portal>
 *       )}
 *     </main>
 *   ),
 * });
 */
export function Portal({ to = "body", children = null }: PortalProps): Child {
  return new Rendered(portalTemplate, [to, children]);
}

/**
 * Keeps the focus among its children while they are to be seen: it goes to the first of them, or to the one with
 * `autofocus`, the Tab key goes round, and afterwards the focus is back where it was. Any element does the same
 * with `live-trap`; a `<dialog>` that is opened as a modal one does it by itself.
 */
export function FocusTrap({ children = null }: FocusTrapProps): Child {
  return new Rendered(trapTemplate, [children]);
}
