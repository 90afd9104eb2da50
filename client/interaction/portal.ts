// `live-portal`: puts what is in an element somewhere else in the document, and takes it away with the element.
import type { Interaction, InteractionHost } from "../interaction-host.js";
import { comeHome, holds, type Linked, portalHost, portalSource } from "../portal-links.js";

const selector = "[live-portal]";

export interface PortalOptions {
  /** Whether something else, such as a transition, still wants an element that has gone to be seen. */
  keepsRemoved(el: Element): boolean;
}

export class Portals implements Partial<Interaction> {
  readonly #host: InteractionHost;
  readonly #keepsRemoved: PortalOptions["keepsRemoved"];
  readonly #hosts = new Map<Linked, Linked>();
  /** Out of the tree, and to be seen until their transitions end; hosts among them are empty then. */
  readonly #leaving = new Set<Element>();
  readonly #observer = new MutationObserver(() => this.#sync());
  readonly #reported = new Set<string>();

  constructor(host: InteractionHost, { keepsRemoved }: PortalOptions) {
    this.#host = host;
    this.#keepsRemoved = keepsRemoved;
  }

  rootAdded(): void {
    this.#sync();
  }

  /** What has come home goes with it, and may come back. */
  rootRemoved(): void {
    this.#clear();
  }

  willReprint(el: Element): void {
    for (const source of this.#hosts.keys()) if (holds(el, source)) this.#return(source);
  }

  patched(): void {
    this.#sync();
  }

  /** Another part may keep what a portal is in, to take it away later without a patch. */
  keepsRemoved(el: Element): boolean {
    if (this.#hosts.size > 0) this.#leaving.add(el);
    return false;
  }

  #clear(): void {
    for (const [source, host] of this.#hosts) {
      if (!source.isConnected) this.#discard(source, host);
      else if (!source.hasAttribute("live-portal")) this.#return(source);
    }
  }

  #sync(): void {
    this.#clear();
    for (const source of document.querySelectorAll<HTMLElement>(selector)) {
      const target = this.#targetOf(source);
      if (!target) continue;
      if (this.#hosts.get(source)?.parentNode !== target) this.#send(source, target);
      source.style.display = "none";
    }
    for (const el of this.#leaving) {
      if (el.hasAttribute("live-ported") && el.childElementCount === 0) el.remove();
      if (!el.isConnected) this.#leaving.delete(el);
    }
    if (this.#leaving.size > 0) {
      this.#observer.observe(document, { childList: true, subtree: true });
    } else this.#observer.disconnect();
  }

  #targetOf(source: Element): Element | null {
    const to = source.getAttribute("live-portal") || "body";
    let target: Element | null = null;
    try {
      target = document.querySelector(to);
    } catch {
      // No selector at all: reported as one that finds nothing.
    }
    // Into itself, or into what it has ported, it would never be seen again.
    if (target && !source.contains(target) && !target.closest("[live-ported]")) return target;
    if (!this.#reported.has(to)) {
      const message = `"${to}" is no place for the content of a portal`;
      this.#host.logError("PORTAL_TARGET", message, source, "app");
    }
    this.#reported.add(to);
    return null;
  }

  #send(source: Linked & HTMLElement, target: Element): void {
    const active = document.activeElement as HTMLElement | null;
    let host = this.#hosts.get(source);
    if (!host) {
      host = document.createElement("div");
      host.setAttribute("live-ported", "");
      // The host is no box of its own, and the source has no content: neither is to be seen in a layout.
      (host as HTMLElement).style.display = "contents";
      host.append(...source.childNodes);
      host[portalSource] = source;
      source[portalHost] = host;
      this.#hosts.set(source, host);
    }
    target.append(host);
    if (active && host.contains(active)) active.focus({ preventScroll: true });
  }

  #return(source: Linked): void {
    this.#hosts.delete(source);
    comeHome(source);
    (source as Element as HTMLElement).style.display = "";
  }

  #discard(source: Linked, host: Linked): void {
    this.#unlink(source);
    for (const el of [...host.children]) if (!this.#keepsRemoved(el)) el.remove();
    if (host.childElementCount === 0) host.remove();
    else this.#leaving.add(host);
  }

  #unlink(source: Linked): void {
    source[portalHost] = undefined;
    this.#hosts.delete(source);
  }
}
