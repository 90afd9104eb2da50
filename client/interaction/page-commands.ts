// The methods of `js` for scripts of the page: each is one command, run at once.
import { Command, TargetKind, type WireChain, type WireTarget } from "../../src/wire/commands.js";
import type { PageCommands, PageTarget, PageTransition } from "../page-commands.js";

export function createPageCommands(run: (chain: WireChain) => void): PageCommands {
  const go = (code: number, to?: PageTarget | null, ...args: readonly unknown[]): PageCommands => {
    run([[code, targetToWire(to), ...args]]);
    return commands;
  };
  const classes =
    (code: number): PageCommands["addClass"] =>
    (names, to, { transition } = {}) =>
      go(code, to, names, transitionToWire(transition));
  const visit =
    (code: number): PageCommands["navigate"] =>
    (url, { replace } = {}) =>
      go(code, null, url, replace);
  const commands: PageCommands = {
    show: (to, { transition, display } = {}) =>
      go(Command.show, to, transitionToWire(transition), display),
    hide: (to, { transition } = {}) => go(Command.hide, to, transitionToWire(transition)),
    toggle: (to, { in: inward, out, display } = {}) =>
      go(Command.toggle, to, transitionToWire(inward), transitionToWire(out), display),
    addClass: classes(Command.addClass),
    removeClass: classes(Command.removeClass),
    toggleClass: classes(Command.toggleClass),
    setAttribute: (name, value, to) => go(Command.setAttribute, to, name, value),
    removeAttribute: (name, to) => go(Command.removeAttribute, to, name),
    toggleAttribute: (name, values, to) => go(Command.toggleAttribute, to, name, ...(values ?? [])),
    setProperty: (name, value, to) => go(Command.setProperty, to, name, value),
    transition: (names, to) => go(Command.transition, to, transitionToWire(names)),
    text: (value, to) => go(Command.text, to, value),
    focus: (to) => go(Command.focus, to),
    focusFirst: (to) => go(Command.focusFirst, to),
    pushFocus: (to) => go(Command.pushFocus, to),
    popFocus: () => go(Command.popFocus),
    exec: (attribute, to) => go(Command.exec, to, attribute),
    navigate: visit(Command.navigate),
    patch: visit(Command.patch),
    ignoreAttributes: (names, to) => go(Command.ignoreAttributes, to, names),
    announce: (message) => go(Command.announce, null, message),
  };
  return commands;
}

function targetToWire(to: PageTarget | null | undefined): WireTarget {
  if (to == null) return 0;
  if (typeof to === "string") return to;
  return "inner" in to ? [TargetKind.inner, to.inner] : [TargetKind.closest, to.closest];
}

function transitionToWire(transition: PageTransition | undefined): unknown {
  if (typeof transition !== "object") return transition;
  return [transition.during ?? "", transition.from, transition.to];
}
