// A process that was stopped, or deaf, while another took its sessions over: its copies end and take nothing along.
import { expect } from "chai";
import { defineView, LiveView, type MountVisit } from "slotwire";
import { ClusterPage, TestCluster } from "../support/cluster.js";
import { eventually } from "../support/sessions.js";
import type { Socket } from "../support/visitor.js";

const unmounted: string[] = [];

const Child = defineView({
  name: "child",
  mount: ({ props }: MountVisit<{ start: number }>) => ({ n: props.start }),
  events: { add: ({ n }) => ({ n: n + 1 }) },
  unmount: ({ n }) => void unmounted.push(`child ${n}`),
  render: ({ n }) => <b>{n}</b>,
});

const Around = defineView({
  name: "around",
  mount: () => ({ n: 0 }),
  events: { add: ({ n }) => ({ n: n + 1 }) },
  unmount: ({ n }) => void unmounted.push(`around ${n}`),
  render: ({ n }) => (
    <p>
      {n}
      <LiveView view={Child} id="child" props={{ start: 5 }} />
    </p>
  ),
});

/** A page and what is nested in it, both run by the second process; the first one knows nothing of that. */
async function overtaken() {
  const limits = { askMs: 30 };
  const cluster = await TestCluster.start({ view: Around, durability: "event", size: 2, limits });
  // The other process gets to know the nested view.
  await new ClusterPage(cluster).get(1);
  const around = new ClusterPage(cluster);
  await around.get(0);
  const child = new ClusterPage(cluster);
  child.cookie = around.cookie;
  child.token = [...around.html.matchAll(/ live="([^"]+)"/g)][1]?.[1] ?? "";
  for (const page of [around, child]) {
    await page.join(0);
    await page.event("add");
  }
  const old = around.socket as Socket;
  // Its socket stays, as of a connection that is half open.
  around.socket = null;
  child.socket = null;
  cluster.process(0).adapter.hold();
  for (const page of [around, child]) {
    expect(await page.join(1)).to.equal('[0,1,2,0,1,"TOKEN"]');
    await page.event("add");
  }
  unmounted.length = 0;
  return {
    ...{ cluster, around, child, old },
    [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
  };
}

describe("a copy that another process has taken over", () => {
  it("tells its page and runs no `unmount`, since the session goes on", async () => {
    await using site = await overtaken();
    site.old.send([1, 1, 2, 1, "add"]);
    expect(await site.old.next()).to.equal('[4,1,"unknown"]');
    expect(unmounted).to.deep.equal([]);
  });

  it("leaves the views nested in it to their owner", async () => {
    await using site = await overtaken();
    site.old.send([1, 1, 2, 1, "add"]);
    await site.old.next();
    // It would have been gone from the store by now.
    await fetch(`${site.cluster.process(0).url}/none`);
    expect(await site.child.event("add")).to.match(/0,8\]+$/);
    expect(await site.around.event("add")).to.match(/,3\]+$/);
  });

  it("takes nothing from its owner when its page leaves it for good", async () => {
    await using site = await overtaken();
    site.old.send([5, 1]);
    const { live } = site.cluster.process(0);
    await eventually(() => live.stats().sessions === 0);
    await fetch(`${site.cluster.process(0).url}/none`);
    expect(await site.around.event("add")).to.match(/,3\]+$/);
    expect(await site.child.event("add")).to.match(/0,8\]+$/);
  });
});
