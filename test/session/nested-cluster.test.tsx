// Nested views of several processes: each session goes where its page joins, by the name of its view.
import { expect } from "chai";
import { defineView, LiveView, type MountVisit } from "slotwire";
import { ClusterPage, TestCluster } from "../support/cluster.js";

const mounts: string[] = [];

const Child = defineView({
  name: "child",
  mount: ({ props }: MountVisit<{ start: number }>) => {
    mounts.push("child");
    return { n: props.start };
  },
  events: { add: ({ n }) => ({ n: n + 1 }) },
  render: ({ n }) => <b>{n}</b>,
});

const Around = defineView({
  name: "around",
  mount: () => {
    mounts.push("around");
    return { n: 0 };
  },
  events: { add: ({ n }) => ({ n: n + 1 }) },
  render: ({ n }) => (
    <p>
      {n}
      <LiveView view={Child} id="child" props={{ start: 5 }} />
    </p>
  ),
});

/** The page from a process, and what is nested in it as a page of its own. */
async function open(cluster: TestCluster) {
  const around = new ClusterPage(cluster);
  await around.get(0);
  const child = new ClusterPage(cluster);
  child.cookie = around.cookie;
  child.token = [...around.html.matchAll(/ live="([^"]+)"/g)][1]?.[1] ?? "";
  const embed = / live-embed="([^"]+)"/.exec(around.html)?.[1] ?? "";
  mounts.length = 0;
  return { around, child, embed };
}

describe("a nested view of several processes", () => {
  it("follows the page around it, and goes on there", async () => {
    await using cluster = await TestCluster.start({ view: Around });
    const { around, child } = await open(cluster);
    await around.join(0);
    await child.join(0);
    await child.event("add");
    around.drop();
    child.drop();
    expect(await around.join(1)).to.equal('[0,1,2,0,0,"TOKEN"]');
    expect(await child.join(1)).to.equal('[0,1,2,0,1,"TOKEN"]');
    expect(await child.event("add")).to.match(/0,7\]+$/);
    expect(cluster.sessions).to.deep.equal([0, 2, 0]);
    expect(mounts).to.deep.equal([]);
    expect(cluster.errors).to.deep.equal([]);
  });

  it("comes back past the guards of its page where nobody knows its view yet", async () => {
    await using cluster = await TestCluster.start({ view: Around });
    const { child, embed } = await open(cluster);
    await child.join(0);
    await child.event("add");
    child.drop();
    expect(await child.join(1)).to.equal('[4,1,"unknown"]');
    expect(await child.return(1, { "live-embed": embed })).to.equal("restored");
    expect(child.html).to.match(
      /^<div l=1 live="[^"]+" id="child" live-embed="[^"]+"><b>6<\/b><\/div>$/,
    );
    await child.join(1);
    expect(await child.event("add")).to.match(/0,7\]+$/);
    // To know it, the page was rendered for nobody.
    expect(mounts).to.deep.equal(["around"]);
    expect(cluster.errors).to.deep.equal([]);
  });

  it("is not to be had by the token of another view", async () => {
    await using cluster = await TestCluster.start({ view: Around });
    const { around, child, embed } = await open(cluster);
    await around.join(0);
    await child.join(0);
    around.drop();
    child.drop();
    // Each brings the token of the other.
    [around.token, child.token] = [child.token, around.token];
    expect(await child.return(1, { "live-embed": embed })).to.equal("fresh");
    expect(await around.return(1)).to.equal("fresh");
    expect(cluster.errors).to.deep.equal([]);
  });
});
