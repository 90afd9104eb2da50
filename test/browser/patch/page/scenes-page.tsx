// Scenes for literal tests: each is rendered from a plain state that the test gives.
import type { Child } from "../../../../src/jsx/rendered.js";
import { LivePage } from "./live-page.js";

export interface FormState {
  readonly value?: string;
  readonly note?: string;
  readonly checked?: boolean;
  readonly radio?: string;
  readonly selected?: string | readonly string[];
  readonly options?: readonly string[];
  readonly open?: boolean;
  readonly other?: string;
  /** Of the range: its value and its bound. */
  readonly level?: readonly [number, number];
}

function Form(state: FormState): Child {
  const { options = ["a", "b", "c"], selected = [], radio } = state;
  return (
    <form id="form">
      <p>{state.other}</p>
      <input id="text" name="text" value={state.value} />
      <input id="number" type="number" value={state.value} />
      <input id="range" type="range" value={state.level?.[0]} max={state.level?.[1]} />
      <input id="box" type="checkbox" checked={state.checked} />
      <input id="r1" type="radio" name="r" value="1" checked={radio === "1"} />
      <input id="r2" type="radio" name="r" value="2" checked={radio === "2"} />
      <textarea id="note">{state.note}</textarea>
      <select id="select">
        {options.map((name) => (
          <option key={name} value={name} selected={selected.includes(name)}>
            {name}
          </option>
        ))}
      </select>
      <select id="many" multiple="">
        {options.map((name) => (
          <option key={name} value={name} selected={selected.includes(name)}>
            {name}
          </option>
        ))}
      </select>
      <details id="details" open={state.open}>
        <summary>more</summary>
        {state.other}
      </details>
      <dialog id="dialog" open={state.open}>
        {state.other}
      </dialog>
      <div id="editable" contenteditable="true">
        {state.other}
      </div>
    </form>
  );
}

export interface AskingState {
  readonly asking: string;
}

function Asking({ asking }: AskingState): Child {
  return (
    <div>
      <button id="button" type="button">
        Next
      </button>
      <input id="other" />
      <ul>
        <li key={asking}>
          <input id={asking} autofocus />
        </li>
      </ul>
    </div>
  );
}

export interface RowsState {
  readonly rows: readonly (readonly [id: number, text: string])[];
}

function Row({ id, text }: { id: number; text: string }): Child {
  return (
    <tr id={`row-${id}`}>
      <td>{id}</td>
      <td>{text}</td>
      <td>
        <input name={`input-${id}`} />
      </td>
    </tr>
  );
}

function Rows({ rows }: RowsState): Child {
  return (
    <table>
      <tbody>
        {rows.map(([id, text]) => (
          <Row key={id} id={id} text={text} />
        ))}
      </tbody>
    </table>
  );
}

export interface HookState {
  readonly points?: string;
  readonly title?: string;
}

function Hook({ points = "", title }: HookState): Child {
  return (
    <section>
      <h1>{title}</h1>
      <div id="chart" live-update="ignore" data-points={points}>
        <b>{title}</b>
      </div>
      <x-clock id="clock" title={title} />
      <p id="last">{title}</p>
    </section>
  );
}

export interface StencilState {
  readonly name: string;
}

function Stencil({ name }: StencilState): Child {
  return (
    <section>
      <template id="stencil">
        <b title={name}>{name}</b>
      </template>
      <p id="last">{name}</p>
    </section>
  );
}

const scenes = { Form, Asking, Rows, Hook, Stencil };

let page: LivePage;
let render: (state: never) => Child;

let mutations: string[] = [];
const observer = new MutationObserver((records) => mutations.push(...records.map(mutationLine)));

function mutationLine({ type, target, attributeName, addedNodes, removedNodes }: MutationRecord) {
  const name = (node: Node): string => (node as Element).id || node.nodeName;
  if (type === "characterData") return `text ${target.textContent}`;
  if (type === "attributes") return `${attributeName} of ${name(target)}`;
  const added = [...addedNodes].map((node) => `+${name(node)}`);
  const removed = [...removedNodes].map((node) => `-${name(node)}`);
  return [name(target), ...removed, ...added].join(" ");
}

const api = {
  start(name: keyof typeof scenes, state: object): void {
    render = scenes[name];
    page = new LivePage(render(state as never));
  },
  update(state: object): void {
    page.update(render(state as never));
  },
  sent(id: string, ref: number): void {
    page.dom.inputs.sent(document.getElementById(id) as Element, ref);
  },
  answered(ref: number): void {
    page.dom.inputs.answered(ref);
  },
  isHeld(id: string): boolean {
    return page.dom.inputs.isHeld(document.getElementById(id) as Element);
  },
  boundaryOf(id: string): number {
    return page.dom.boundaryOf(document.getElementById(id) as Element);
  },
  /** The answer to a resync of the whole view, in the same session. */
  morph(): void {
    page.dom.apply(page.tree.resync(1, false).ops);
  },
  /** The view of another session, as a rejoin brings it. */
  rejoin(name: keyof typeof scenes, state: object, token: string): void {
    render = scenes[name];
    page.rejoin(render(state as never), token);
  },
  /** The server renders, and the patch stays on its way until `deliver`. */
  render(state: object): void {
    page.render(render(state as never));
  },
  deliver(): void {
    while (page.deliver());
  },
  answer: (): boolean => page.answer(),
  /** An op as a frame brings it, whoever made it. */
  apply(parts: readonly unknown[]): void {
    page.dom.apply(parts);
  },
  reloads: (): readonly string[] => page.reloads,
  errors: (): readonly string[] => page.errors,
  record(): void {
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  },
  /** One line for each mutation: where, and what was added, removed or written. */
  recorded(): string[] {
    const lines = [...mutations, ...observer.takeRecords().map(mutationLine)];
    observer.disconnect();
    mutations = [];
    return lines;
  },
  difference: (): string | null => page.difference(),
  asked: (): LivePage["asked"] => page.asked,
};

export type Scenes = typeof api;

Object.assign(globalThis, { scenes: api });
