// Mistakes in what was rendered are thrown by the tree, whose stack names no line of the app: the message says where they stand.
import { expect } from "chai";
import { type Child, renderToString } from "slotwire";
import { Tree } from "../../src/tree/tree.js";

const bad = (value: unknown) => value as string;

const Price = ({ of }: { of: unknown }) => (
  <p class="price">
    <b>Price</b> <i>{bad(of)}</i>
  </p>
);
const Row = ({ price }: { price: unknown }) => (
  <li>
    <Price of={price} />
  </li>
);
const Titled = ({ title }: { title: unknown }) => (
  <section>
    <img alt="" />
    <a title={bad(title)}>a</a>
  </section>
);
const Twice = ({ keys }: { keys: readonly string[] }) => (
  <ul>
    {keys.map((key) => (
      <li key={key}>a</li>
    ))}
  </ul>
);

/** What the message says of the place. */
function placeOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    const { message, stack } = error as Error;
    expect(stack).to.contain(message);
    return /^ {2}In: (.*)$/m.exec(message)?.[1];
  }
  throw new Error("nothing was thrown");
}

/** The same of a first render, of a later one, and of a page that is not live. */
function placesOf(good: Child, broken: Child): (string | undefined)[] {
  const tree = new Tree(good, { salt: 1 });
  return [
    placeOf(() => new Tree(broken, { salt: 1 })),
    placeOf(() => tree.reconcile(broken)),
    placeOf(() => renderToString(broken)),
  ];
}

describe("the place of a mistake", () => {
  it("is the element and the components around a child that cannot be printed", () => {
    const page = (price: unknown) => (
      <main>
        <Row price={price} />
      </main>
    );
    const place = "<i>, in <Price>, in <Row>";
    expect(placesOf(page(1), page({ a: 1 }))).to.deep.equal([place, place, place]);
    const late = Promise.resolve(1);
    expect(placesOf(page(1), page(late))).to.deep.equal([place, place, place]);
    expect(
      placesOf(
        page(1),
        page(() => 1),
      ),
    ).to.deep.equal([place, place, place]);
  });

  it("is the element of an attribute", () => {
    const page = (title: unknown) => <Titled title={title} />;
    const place = "<a>, in <Titled>";
    expect(
      placesOf(
        page("a"),
        page(() => 1),
      ),
    ).to.deep.equal([place, place, place]);
    // An object is refused where the element is made, at a line of the app.
    const [first] = placesOf(page("a"), page({ a: 1 }));
    expect(first).to.match(/in <Titled>$|^<Titled>$/);
  });

  it("names the item of a list by its key", () => {
    const page = (...prices: unknown[]) => (
      <ol>
        {prices.map((price, at) => (
          <Row key={`r${at}`} price={price} />
        ))}
      </ol>
    );
    const place = '<i>, in <Price>, in <Row key="r1">';
    expect(placesOf(page(1, 2), page(1, {}))).to.deep.equal([place, place, place]);
    const first = new Tree(page(1), { salt: 1 });
    expect(placeOf(() => first.reconcile(page(1, {})))).to.equal(place);
  });

  it("is the list of a key that it has twice, whose items are named", () => {
    const page = (...keys: string[]) => <Twice keys={keys} />;
    const tree = new Tree(page("a", "b"), { salt: 1 });
    const twice = 'two <li> with the key "a"';
    expect(placeOf(() => new Tree(page("a", "a"), { salt: 1 }))).to.equal("<ul>, in <Twice>");
    expect(placeOf(() => tree.reconcile(page("b", "a", "a")))).to.equal("<ul>, in <Twice>");
    expect(() => tree.reconcile(page("b", "a", "a"))).to.throw(twice);
    const rows = ["7", "7"].map((key) => <Row key={key} price={1} />);
    expect(() => new Tree(rows, { salt: 1 })).to.throw('two <Row> with the key "7"');
  });

  it("is the nearest few of components that render each other without an end", () => {
    const Loop = (): Child => <Loop />;
    const place = `${"<Loop>, in ".repeat(8)}…`;
    expect(placeOf(() => new Tree(<Loop />, { salt: 1 }))).to.equal(place);
  });

  it("says nothing of what the app throws itself, which has its line in the stack", () => {
    const own = new Error("mine");
    const Broken = (): Child => {
      throw own;
    };
    expect(() => new Tree(<Broken />, { salt: 1 })).to.throw(own, /^mine$/);
  });
});
