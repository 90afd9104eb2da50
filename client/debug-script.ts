// The script tag's entry in development: stands before the client's script and adds its tools to `window.slotwire`.
import { installDebug } from "./debug.js";

// Read now: it is null once this script has run.
const script = document.currentScript as HTMLScriptElement | null;
const path = script?.src ? new URL(".", script.src).pathname : "/live";
const tools = installDebug({ path });

// The client sets this property once, when it starts; until then it has to read as absent.
Object.defineProperty(window, "slotwire", {
  configurable: true,
  get: () => undefined,
  set: (page: object) =>
    Object.defineProperty(window, "slotwire", {
      configurable: true,
      writable: true,
      value: Object.defineProperties(page, Object.getOwnPropertyDescriptors(tools)),
    }),
});
