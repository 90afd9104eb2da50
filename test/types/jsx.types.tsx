// What tsc accepts and refuses in TSX; compiled by the type check of the tests, never run.

import type { JSX } from "slotwire/jsx-runtime";
import { Action, EventRef } from "../../src/jsx/action.js";
import { raw } from "../../src/jsx/raw.js";
import type { Child } from "../../src/jsx/rendered.js";

const action = new Action("", "add", 5);
const event = new EventRef("rename");
const isOpen = Math.random() > 0.5;
const props = { id: "a", title: "b" };

function Row({ label, children }: { label: string; children?: Child }) {
  return (
    <tr>
      <td>{label}</td>
      <td>{children}</td>
    </tr>
  );
}
const Text = ({ text }: { text: string }): Child => text;
const Nothing = () => null;
const Many = () => [<b />, "x", 1];
const Choice = ({ children }: { children: (n: number) => Child }) => children(1);
async function Late() {
  return <b />;
}
const Wrong = () => ({ a: 1 });

export const accepted: JSX.Element[] = [
  <p class={["a", isOpen && "b", { c: isOpen }, null]} style={{ color: "red", zIndex: 3 }} />,
  <p class="a" style="color: red" hidden={isOpen} tabindex={-1} title={null} />,
  <p {...props} aria-label="x" data-any={3} />,
  <a href={raw("slack:open")} live-nav="patch" live-prefetch />,
  <a href={new URL("https://a.example/")} />,
  <button type="button" live-click={action} live-value-id={5} live-throttle={100} />,
  <button type="button" live-click="go" live-disable-with="…" />,
  <input
    value={3}
    checked
    disabled={false}
    live-change={event}
    live-debounce="blur"
    live-key="Enter"
  />,
  <form live-submit={isOpen && event} live-change={null} />,
  <select multiple={true} size={3} />,
  <select multiple={isOpen} required={isOpen} />,
  <ol reversed={isOpen} start={2} />,
  <audio controls={true} />,
  <track default={true} />,
  <img ismap={true} alt="" loading="lazy" fetchpriority="high" sizes="100vw" srcset="a 1x" />,
  <p contenteditable={true} popover="hint" />,
  <a download={true} href="/a" />,
  <a download="name.csv" href="/a" />,
  <video playsinline={true} controls muted preload="none" width={320} />,
  <script nomodule={true} async integrity="sha256-x" crossorigin="anonymous" />,
  <textarea autocomplete="off" rows={3} maxlength={10} />,
  <input capture="user" multiple={true} popovertarget="menu" min={1} step="any" size={3} />,
  <button type="button" popovertarget="menu" popovertargetaction="hide" />,
  <input type="submit" formaction="/save" formmethod="post" formnovalidate formtarget="_blank" />,
  <input type="file" webkitdirectory dirname="name.dir" formenctype={null} is="my-input" />,
  <video controlslist="nodownload" disableremoteplayback />,
  <link rel="stylesheet" href="/a.css" disabled={isOpen} color="#123" />,
  <template shadowrootmode="open" shadowrootserializable />,
  <math display="block">
    <mfrac linethickness={2}>
      <mi>x</mi>
      <msqrt>
        <mn>2</mn>
      </msqrt>
    </mfrac>
  </math>,
  <svg viewBox="0 0 1 1" live-click="a">
    <path d="M0" />
  </svg>,
  <my-element any={1} class="a" live-hook="Chart" />,
  <ul>
    {[1, 2].map((n) => (
      <li key={n}>{n}</li>
    ))}
    {isOpen && "text"}
    {10n}
    {raw("<b>")}
  </ul>,
  <Row label="a" key="k">
    a<b />
  </Row>,
  <Text text="a" key={1} />,
  <Nothing />,
  <Many />,
  <Choice>{(n) => n + 1}</Choice>,
  <>
    a<b />
  </>,
];

export const refused = [
  // @ts-expect-error there is no such tag
  <dvi />,
  // @ts-expect-error a switch is on or off
  <select multiple={{}} />,
  // @ts-expect-error of other tags only
  <p playsinline />,
  // @ts-expect-error one of three words
  <button type="button" popovertargetaction="open" />,
  // @ts-expect-error there is no such tag of MathML
  <mfraction />,
  // @ts-expect-error a class list is no number of a set
  <p class={new Set(["a"])} />,
  // @ts-expect-error a style is no list
  <p style={[1]} />,
  // @ts-expect-error a handler attribute would run as code
  <button type="button" onclick="x()" />,
  // @ts-expect-error the same, as React writes it
  <button type="button" onClick={() => {}} />,
  // @ts-expect-error attributes are spelled as in HTML
  <p className="a" />,
  // @ts-expect-error not ours: children are always escaped
  <p safe />,
  // @ts-expect-error not ours: raw() is the only door
  <p attrs="a=1" />,
  // @ts-expect-error a binding takes a name, a reference or an action
  <button type="button" live-click={5} />,
  // @ts-expect-error a function can not travel
  <button type="button" live-click={() => {}} />,
  // @ts-expect-error an amount of milliseconds
  <input live-debounce="soon" />,
  // @ts-expect-error one of two words
  <a live-nav="push" />,
  // @ts-expect-error a promise is no child
  <p>{Promise.resolve("a")}</p>,
  // @ts-expect-error an object is no child
  <p>{{ a: 1 }}</p>,
  // @ts-expect-error a function is no child
  <p>{() => 1}</p>,
  // @ts-expect-error components are not async
  <Late />,
  // @ts-expect-error and return children
  <Wrong />,
  // @ts-expect-error a prop is missing
  <Row />,
  // @ts-expect-error a prop is mistyped
  <Row labell="a" label="b" />,
  // @ts-expect-error of another type
  <Row label={5} />,
  // @ts-expect-error a key is plain
  <p key={{}} />,
];
