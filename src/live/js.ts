// `js`, from which every chain of commands begins.
import { Commands } from "../jsx/commands.js";

/**
 * The empty chain of commands: what the browser does at once, without asking the server.
 *
 * @example
 * import { defineView, js } from "slotwire";
 *
 * export const Notice = defineView({
 *   mount: () => ({ notices: ["Saved"] }),
 *   events: { dismissed: () => ({ notices: [] }) },
 *   render: ({ notices }) => (
 *     <div>
 *       {notices.map((text) => (
 *         <p key={text} live-remove={js.hide({ transition: "fade-out" })}>
 *           {text}
 *           <button live-click={js.push("dismissed", { loading: { closest: "p" } })}>Dismiss</button>
 *         </p>
 *       ))}
 *     </div>
 *   ),
 * });
 */
export const js: Commands = new Commands();
