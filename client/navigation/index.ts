// The navigation script: composes what takes a page to another URL without loading it, and is loaded by the core when it is needed.
import type { NavigationModule } from "../navigation-host.js";
import { visit } from "../page-load.js";
import { keepFlash } from "./flash.js";
import { listenToLinks } from "./links.js";
import { Navigator } from "./navigator.js";
import { NestedViews } from "./nested.js";
import { placeOf } from "./place.js";
import { Prefetch } from "./prefetch.js";

export const createNavigation: NavigationModule["createNavigation"] = (host) => {
  const prefetch = new Prefetch(host);
  const navigator = new Navigator(host, prefetch);
  listenToLinks(host, (linked) => {
    if (linked.kind === "patch") navigator.patch(linked);
    else navigator.navigate(linked);
  });
  prefetch.start();
  new NestedViews(host).start();
  return {
    go(step, values, container) {
      if (step === "head") {
        return navigator.changeHead(...(values as [readonly string[], readonly string[]]));
      }
      const [text, isReplacing, flash] = values as [string, unknown?, string?];
      if (step === "redirect") {
        keepFlash(isReplacing);
        return visit(text);
      }
      const url = placeOf(text);
      // Only a redirect may leave the site.
      if (!url) return host.logError("BAD_URL", "", text, "app");
      const wish = { url, isReplacing: !!isReplacing, isAsked: !!container };
      if (step === "navigate") navigator.navigate({ ...wish, ...(flash && { flash }) });
      // The URL is that of the page around a nested view.
      else if (container && !container.hasAttribute("live-embed")) navigator.patched(wish);
      else navigator.patch(wish);
    },
  };
};
