// The pages of spec.ts in TSX: stateful components in elements, lists, functions and each other.
import { type Child, defineComponent, defineView } from "slotwire";
import { type Cell as CellSpec, type CellState, firstLook, guarded, type Spec } from "./spec.js";

/** Ids of cells that were unmounted. */
export const freed: string[] = [];

function Box({ children }: { children?: Child }) {
  return children;
}

function Panel({ text, specs }: { text: string; specs: readonly Spec[] }) {
  return (
    <div>
      {text}
      {specs.map((spec) => (
        <Show spec={spec} />
      ))}
    </div>
  );
}

function Bomb({ isLit }: { isLit: boolean }) {
  if (isLit) throw new Error("lit");
  return null;
}

function keyOf(spec: Spec, at: number): string {
  return spec.kind === "cell" ? spec.id : `${spec.kind}${at}`;
}

function Show({ spec }: { spec: Spec }): Child {
  switch (spec.kind) {
    case "text":
      return spec.text;
    case "bomb":
      return <Bomb isLit={spec.isLit} />;
    case "cell":
      return render(spec);
    case "element":
      return <div>{showAll(spec.children)}</div>;
    case "function":
      return <Box>{showAll(spec.children)}</Box>;
    case "keyed":
      return spec.children.map((child, at) =>
        child.kind === "cell" ? render(child) : <Show key={keyOf(child, at)} spec={child} />,
      );
    case "list":
      return showAll(spec.children);
  }
}

const showAll = (specs: readonly Spec[]): Child => specs.map((spec) => <Show spec={spec} />);

function render({ id, label, children }: CellSpec): Child {
  const Tag = id.startsWith(guarded) ? Guarded : Cell;
  return (
    <Tag key={id} id={id} label={label}>
      {children}
    </Tag>
  );
}

interface CellProps {
  readonly id: string;
  readonly label: string;
  readonly children: readonly Spec[];
}

const show = ({ count, look }: CellState, { props }: { props: CellProps }): Child => {
  const { id, label, children } = props;
  const text = `${id}${label}${count}`;
  switch (look) {
    case "p":
      return (
        <p>
          {text}
          {showAll(children)}
        </p>
      );
    case "section":
      return (
        <section>
          {text}
          {children.map((child, at) => (
            <Show key={keyOf(child, at)} spec={child} />
          ))}
        </section>
      );
    case "several":
      return (
        <>
          {text}
          <hr />
          {showAll(children)}
        </>
      );
    case "nothing":
      return null;
    case "function":
      return <Panel text={text} specs={children} />;
    case "throws":
      throw new Error("look");
  }
};

const state = ({ id }: CellProps): CellState => ({ count: 0, look: firstLook(id) });
const unmount = (_state: CellState, ctx: { readonly props: CellProps }) => {
  freed.push(ctx.props.id);
};
export const Cell = defineComponent({
  name: "cell",
  state,
  unmount,
  render: (s, _on, x) => show(s, x),
});
export const Guarded = defineComponent({
  name: "cell",
  state,
  unmount,
  error: (_problem, _on, { props }) => <i>{props.id} broke</i>,
  render: (s, _on, x) => show(s, x),
});

export const View = defineView({
  mount: () => ({ spec: { kind: "text", text: "" } as Spec }),
  render: ({ spec }) => <Show spec={spec} />,
});
