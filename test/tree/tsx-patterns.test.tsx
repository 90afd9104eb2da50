// What people write in TSX where other template languages have directives, and what of it travels.
import { expect } from "chai";
import { type Child, renderToString } from "slotwire";
import { Tree } from "../../src/tree/tree.js";

/** The texts and numbers that the ops bring; ids and slots depend on the way of compiling. */
function brought(tree: Tree, next: Child): string[] {
  const ops = JSON.stringify(tree.reconcile(next)?.ops ?? []);
  return [...ops.matchAll(/"(~[^"]*)"/g)].map(([, text]) => text as string);
}

/** A tree of which every boundary is known, so that ops name what changed and nothing else. */
function knownTree(first: Child, second: Child): Tree {
  const tree = new Tree(first, { salt: 7 });
  tree.reconcile(second);
  return tree;
}

const html = (child: Child) => renderToString(child);

describe("TSX", () => {
  it("has && for conditions, also around rows of a list", () => {
    const page = (isShown: boolean) => (
      <ul>
        {isShown && <li>shown</li>}
        {["a", "b"].map((each) => each === "b" && <li>{each}</li>)}
      </ul>
    );
    expect(html(page(true))).to.equal("<ul><li>shown</li><li>b</li></ul>");
    expect(html(page(false))).to.equal("<ul><li>b</li></ul>");
  });

  it("keeps a branch that stays, and sends what changed in it alone", () => {
    const page = (isOpen: boolean, text: string) => (
      <div>{isOpen ? <p class="~open">{text}</p> : <b>~closed</b>}</div>
    );
    const tree = knownTree(page(true, "~1"), page(true, "~2"));
    expect(brought(tree, page(true, "~3"))).to.deep.equal(["~3"]);
    tree.reconcile(page(false, "~4"));
    expect(tree.print()).to.contain("<b>~closed</b>");
  });

  it("maps lists, with patterns, and filters them", () => {
    const people = [
      { name: "Ann", pets: ["cat"] },
      { name: "Bo", pets: [] },
    ];
    const rows = people
      .filter(({ pets }) => pets.length > 0)
      .map(({ name, pets: [first] }, at) => <li>{[at, name, first].join()}</li>);
    expect(html(rows)).to.equal("<li>0,Ann,cat</li>");
  });

  it("puts something between items without a tag for it", () => {
    const between = (items: readonly Child[], separator: Child) =>
      items.flatMap((item, at) => (at === 0 ? [item] : [separator, item]));
    const page = <p>{between(["a", <b>b</b>, "c"], <i>, </i>)}</p>;
    expect(html(page)).to.equal("<p>a<i>, </i><b>b</b><i>, </i>c</p>");
  });

  it("gives a slot a value by calling it", () => {
    function Rows({
      items,
      children,
    }: {
      items: string[];
      children: (item: string, at: number) => Child;
    }) {
      return (
        <ol>
          {items.map((item, at) => (
            <li>{children(item, at)}</li>
          ))}
        </ol>
      );
    }
    expect(html(<Rows items={["a", "b"]}>{(item, at) => <b>{`${item}${at}`}</b>}</Rows>)).to.equal(
      "<ol><li><b>a0</b></li><li><b>b1</b></li></ol>",
    );
  });

  it("has slots by name, and slots that repeat and hold data", () => {
    interface Column {
      readonly label: string;
      readonly cell: (row: { name: string; age: number }) => Child;
    }
    function Table({ columns, caption }: { columns: readonly Column[]; caption?: Child }) {
      const rows = [{ name: "Ann", age: 7 }];
      return (
        <table>
          {caption && <caption>{caption}</caption>}
          <tr>
            {columns.map(({ label }) => (
              <th>{label}</th>
            ))}
          </tr>
          {rows.map((row) => (
            <tr>
              {columns.map(({ cell }) => (
                <td>{cell(row)}</td>
              ))}
            </tr>
          ))}
        </table>
      );
    }
    const columns: readonly Column[] = [
      { label: "Name", cell: ({ name }) => <b>{name}</b> },
      { label: "Age", cell: ({ age }) => age },
    ];
    expect(html(<Table columns={columns} caption={<i>All</i>} />)).to.equal(
      "<table><caption><i>All</i></caption><tr><th>Name</th><th>Age</th></tr>" +
        "<tr><td><b>Ann</b></td><td>7</td></tr></table>",
    );
    expect(html(<Table columns={[]} />)).to.equal("<table><tr></tr><tr></tr></table>");
  });

  it("sends of a slot's content what changed in it", () => {
    const Card = ({ title, children }: { title: string; children?: Child }) => (
      <section>
        <h2>{title}</h2>
        {children}
      </section>
    );
    const page = (title: string, text: string) => (
      <Card title={title}>
        <p>{text}</p>
      </Card>
    );
    const tree = knownTree(page("~t", "~1"), page("~t", "~2"));
    expect(brought(tree, page("~t", "~3"))).to.deep.equal(["~3"]);
  });

  it("passes attributes on, and typed ones are taken out", () => {
    const Button = ({
      kind,
      ...rest
    }: {
      kind: string;
      [name: `data-${string}`]: string;
      title?: string;
    }) => <button class={kind} {...rest} />;
    expect(html(<Button kind="wide" data-x="1" title="T" />)).to.equal(
      '<button class="wide" data-x="1" title="T"></button>',
    );
  });

  it("takes a component or the name of a tag from a variable", () => {
    const Wide = ({ text }: { text: string }) => <b>{text}</b>;
    const Small = ({ text }: { text: string }) => <i>{text}</i>;
    const show = (isWide: boolean) => {
      const Tag = isWide ? Wide : Small;
      const Heading = isWide ? "h1" : "h2";
      return (
        <Heading id="it">
          <Tag text="<" />
        </Heading>
      );
    };
    expect(html(show(true))).to.equal('<h1 id="it"><b>&lt;</b></h1>');
    expect(html(show(false))).to.equal('<h2 id="it"><i>&lt;</i></h2>');
  });

  it("sends no comments", () => {
    const page = (
      <p>
        {/* nobody sees this */}a{/* nor this */}
      </p>
    );
    expect(html(page)).to.equal("<p>a</p>");
  });

  it("sends the one field of a form that changed", () => {
    const Field = ({
      name,
      value,
      error,
    }: {
      name: string;
      value: string;
      error: string | null;
    }) => (
      <p>
        <input name={name} value={value} />
        {error && <i>{error}</i>}
      </p>
    );
    const page = (first: string, second: string) => (
      <form>
        <Field name="~first" value={first} error={null} />
        <Field name="~second" value={second} error="~wrong" />
      </form>
    );
    const tree = knownTree(page("~1", "~a"), page("~2", "~b"));
    expect(brought(tree, page("~3", "~b"))).to.deep.equal(["~3"]);
  });

  it("prints without a session, as for a mail", () => {
    const Mail = ({ name }: { name: string }) => (
      <html lang="en">
        <body>
          <p live-click="go">Hello {name}</p>
        </body>
      </html>
    );
    expect(renderToString(<Mail name="<Ann>" />)).to.equal(
      '<html lang="en"><body><p live-click="go">Hello &lt;Ann&gt;</p></body></html>',
    );
  });
});
