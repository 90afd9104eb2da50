// What tsc accepts and refuses of chains of commands; compiled by the type check of the tests, never run.
import { type Commands, defineView, js } from "slotwire";

export const accepted: Commands[] = [
  js,
  js.show().hide("#a").toggle({ closest: "li" }),
  js
    .hide({ transition: "out" })
    .show("#a", { transition: { from: "a", to: "b" }, display: "flex" }),
  js.toggle("#a", { in: "in", out: { during: "d", from: "a", to: "b" } }),
  js.addClass("a b").removeClass("a", { inner: "b" }).toggleClass("a", { transition: "t" }),
  js.setAttribute("title", 5).toggleAttribute("hidden").toggleAttribute("a", ["x", "y"], "#a"),
  js.setProperty("checked", true, "#a").text(5).transition("shake"),
  js.dispatch("x", { to: "#a", detail: { n: 1 }, bubbles: false }).exec("data-close"),
  js.push("x", { value: { n: 1, yes: true }, loading: "#a" }),
  js.optimistic((shown) => shown.addClass("on")).optimistic(js.hide()),
  js.navigate("/a", { replace: true }).patch("?b").concat(js),
];

// @ts-expect-error: no such option
js.hide("#a", { time: 200 });
// @ts-expect-error: a target is one thing
js.hide({ outer: "#a" });
// @ts-expect-error: a transition goes from somewhere to somewhere
js.transition({ from: "a" });
// @ts-expect-error: names are one text
js.addClass(["a", "b"]);
// @ts-expect-error: two values
js.toggleAttribute("a", ["x"]);
// @ts-expect-error: a property holds plain data
js.setProperty("value", { a: 1 });
// @ts-expect-error: a chain, or what makes one
js.optimistic("on");
// @ts-expect-error: values are plain
js.push("x", { value: { list: [1] } });
// @ts-expect-error: no chain inside of a push
js.push(js.hide());

export const View = defineView({
  mount: () => ({ id: 1 }),
  events: { saved: () => ({}) },
  actions: { remove: (_state, _ctx, id: number) => ({ id }) },
  render: ({ id }, on) => (
    <p
      live-mounted={js.push(on.saved)}
      live-remove={js.hide()}
      live-connected={js.show()}
      live-disconnected={js.hide()}
      data-close={js.hide()}
    >
      <button live-click={js.push(on.remove(id))} live-keydown={id > 0 && js.focus()} />
      {/* @ts-expect-error: a number is asked for */}
      <button live-click={js.push(on.remove("1"))} />
      {/* @ts-expect-error: a chain is no title */}
      <button title={js.hide()} />
    </p>
  ),
});
