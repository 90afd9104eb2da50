// The navigation script: composes what takes a page to another URL without loading it, and is loaded by the core when it is needed.
import type { NavigationModule } from "../navigation-host.js";
import { visit } from "../page-load.js";
import { keepFlash } from "./flash.js";
import { changeHead } from "./head-change.js";

export const createNavigation: NavigationModule["createNavigation"] = () => ({
  go(step, values, container) {
    const [url, isReplacing] = values;
    if (step === "head") return changeHead(...(values as [readonly string[], readonly string[]]));
    keepFlash(values[step === "redirect" ? 1 : 2]);
    if (step === "patch" && container) history.pushState(null, "", String(url));
    else if (isReplacing && step !== "redirect") location.replace(String(url));
    else visit(String(url));
  },
});
