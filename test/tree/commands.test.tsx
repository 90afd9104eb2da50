// Chains of commands in a tree: printed, compared by value, found by the fingerprints of their actions.
import { expect } from "chai";
import { Action } from "../../src/jsx/action.js";
import type { Commands } from "../../src/jsx/commands.js";
import type { Child } from "../../src/jsx/rendered.js";
import { js } from "../../src/live/js.js";
import { fingerprint } from "../../src/tree/fingerprint.js";
import { Tree } from "../../src/tree/tree.js";

const salt = 7;
const remove = (arg: unknown) => new Action("", "remove", arg);
const mark = (arg: unknown) => fingerprint(remove(arg), salt);
const pushing = (arg: unknown) => js.hide("#a").push(remove(arg)).push(remove("other"));

function treeOf(child: Child): Tree {
  return new Tree(child, { salt });
}

describe("a chain of commands in a tree", () => {
  it("prints as JSON, escaped as any attribute is", () => {
    expect(treeOf(<i live-click={js.hide(`[title="<&"]`)} />).print()).to.equal(
      '<div l=1><i live-click="[[1,&quot;[title=\\&quot;&lt;&amp;\\&quot;]&quot;]]"></i></div>',
    );
  });

  it("prints the fingerprints of its actions", () => {
    expect(treeOf(<i live-click={pushing(1)} />).print()).to.equal(
      `<div l=1><i live-click="[[1,&quot;#a&quot;],[18,0,&quot;${mark(1)}&quot;],[18,0,&quot;${mark("other")}&quot;]]"></i></div>`,
    );
  });

  it("prints in a spread and in data-* too", () => {
    const spread = { "live-click": pushing(1), "data-close": js.hide() };
    expect(treeOf(<i {...spread} />).print())
      .to.include(mark(1))
      .and.include('data-close="[[1]]"');
    expect(treeOf(<i data-close={pushing(1)} />).print()).to.include(mark(1));
  });

  it("changes nothing when an equal chain is rendered", () => {
    const row = (arg: unknown): Child => (
      <p>
        <i live-click={pushing({ id: arg })} />
        <b {...{ "live-click": pushing({ id: arg }) }} />
        <u live-click={js.hide("#a")} />
      </p>
    );
    const tree = treeOf(row(1));
    expect(tree.reconcile(row(1))).to.equal(null);
    expect(JSON.stringify(tree.reconcile(row(2)))).to.include(mark({ id: 2 }));
  });

  it("is told from one with other commands, other actions, and from none", () => {
    const at = (chain: Commands | string | null): Child => <i live-click={chain} />;
    const tree = treeOf(at(pushing(1)));
    const changeTo = (chain: Commands | string | null): unknown => {
      const patch = tree.reconcile(at(chain));
      return patch?.ops[0]?.flat(9).at(-1);
    };
    expect(changeTo(js.push(remove(1)))).to.equal(`[[18,0,"${mark(1)}"]]`);
    expect(changeTo(js.push(remove(2)))).to.equal(`[[18,0,"${mark(2)}"]]`);
    expect(changeTo(js.push("named"))).to.equal('[[18,0,"named"]]');
    expect(changeTo("named")).to.equal("named");
    expect(changeTo(pushing(1))).to.include(mark(1));
    expect(changeTo(js)).to.equal(null);
    expect(tree.print()).to.equal("<div l=1><i></i></div>");
  });

  it("gives its actions to who has their fingerprints, and to nobody else", () => {
    const rows = (arg: unknown): Child => (
      <p>
        <i live-click={pushing(arg)} />
        <b {...{ "live-click": js.push(remove("spread")) }} />
      </p>
    );
    const tree = treeOf(rows("a"));
    for (const arg of ["a", "other", "spread"]) {
      expect(tree.findAction(1, mark(arg))?.arg).to.equal(arg);
    }
    expect(tree.findAction(1, mark("b"))).to.equal(null);
    tree.reconcile(rows("b"));
    expect(tree.findAction(1, mark("a"))).to.equal(null);
    expect(tree.findAction(1, mark("b"))?.arg).to.equal("b");
  });

  it("skips a component whose chain is equal by value", () => {
    let calls = 0;
    const Row = ({ onClick }: { onClick: Commands }) => {
      calls++;
      return <i live-click={onClick} />;
    };
    const tree = treeOf(<Row onClick={pushing(1)} />);
    tree.reconcile(<Row onClick={pushing(1)} />);
    expect(calls).to.equal(1);
    tree.reconcile(<Row onClick={pushing(2)} />);
    expect(calls).to.equal(2);
    tree.reconcile(<Row onClick={js.hide()} />);
    tree.reconcile(<Row onClick={js.hide()} />);
    expect(calls).to.equal(3);
  });
});
