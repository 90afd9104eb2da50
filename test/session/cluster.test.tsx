// Pages of several processes: wherever a page joins, its session comes to it, and one process runs it at a time.
import { expect } from "chai";
import { defineView, type LiveLayout, topic } from "slotwire";
import { placeView } from "../../src/live/placed-view.js";
import { ClusterPage, Counter, mounts, TestCluster } from "../support/cluster.js";
import { eventually } from "../support/sessions.js";

const news = topic<string>("cluster-news");

describe("a page of several processes", () => {
  it("is fetched from one, joins at a second and resumes at a third: its view mounts once", async () => {
    await using cluster = await TestCluster.start();
    mounts.count = 0;
    const page = new ClusterPage(cluster);
    await page.get(0);
    expect(page.html).to.contain(">ada has <b>0</b> </p>");
    expect(await page.join(1)).to.equal('[0,1,2,0,0,"TOKEN"]');
    // It shows what the new owner prints.
    expect(await page.rest()).to.deep.equal([]);
    expect(cluster.sessions).to.deep.equal([0, 1, 0]);
    expect(await page.event("add")).to.match(/^\[1,1,1,1,.*,1\]+$/);
    page.drop();
    expect(await page.join(2)).to.equal('[0,1,3,0,1,"TOKEN"]');
    expect(await page.rest()).to.deep.equal([]);
    expect(await page.event("add")).to.match(/^\[1,1,1,2,.*,2\]+$/);
    expect(await page.join(2)).to.equal("[0,1,3,1,2]");
    expect(cluster.sessions).to.deep.equal([0, 0, 1]);
    expect(mounts.count).to.equal(1);
    expect(cluster.errors).to.deep.equal([]);
  });

  it("has the live layouts around it everywhere, and finds no view that stands in others", async () => {
    const Frame: LiveLayout = ({ children, url }) => (
      <section>
        {url} {children}
      </section>
    );
    const Other: LiveLayout = ({ children }) => <div>{children}</div>;
    const within = (layout: LiveLayout) => placeView(Counter, { within: [layout], title: null });
    await using cluster = await TestCluster.start({ view: within(Frame), size: 2 });
    await cluster.add(within(Other));
    const page = new ClusterPage(cluster);
    await page.get(0);
    expect(page.html).to.contain("/?who=ada <p l=3>ada has <b>0</b> </p></section>");
    expect(await page.join(1)).to.equal('[0,1,2,0,0,"TOKEN"]');
    expect(await page.rest()).to.deep.equal([]);
    expect(await page.event("add")).to.match(/^\[1,1,1,1,\[.*,1\]+$/);
    expect(await page.join(2)).to.equal('[4,1,"unknown"]');
    expect(cluster.errors).to.deep.equal([]);
  });

  it("finds its session by a token that names an earlier owner, and one that is gone", async () => {
    await using cluster = await TestCluster.start({ durability: "event", limits: { askMs: 50 } });
    const page = new ClusterPage(cluster);
    await page.get(0);
    const { token } = page;
    await page.join(1);
    await page.event("add");
    page.token = token;
    expect(await page.join(2)).to.equal('[0,1,3,0,1,"TOKEN"]');
    await page.event("add");
    await cluster.process(2)[Symbol.asyncDispose]();
    expect(await page.join(1)).to.equal('[0,1,4,0,2,"TOKEN"]');
    const whole = '[1,1,1,0,[1,"<div l=1><p>ada has <b>2</b> </p></div>"]]';
    expect(await page.rest()).to.deep.equal([whole]);
    expect(await page.event("add")).to.match(/,3\]+$/);
    cluster.processes.splice(2);
  });

  it("comes whole when it has not seen the last patch, after the effects that it lacks", async () => {
    await using cluster = await TestCluster.start();
    const page = new ClusterPage(cluster);
    await page.get(0);
    await page.join(0);
    await page.event("add");
    const { seq } = page;
    await page.event("add");
    await page.event("tell");
    // As if the frames had been lost on the way: it knows only the first.
    page.seq = seq;
    page.ref = 1;
    expect(await page.join(1)).to.equal('[0,1,2,0,3,"TOKEN"]');
    expect(await page.rest()).to.deep.equal([
      '[2,1,1,3,"push","told",2]',
      '[1,1,2,0,[1,"<div l=1><p>ada has <b>2</b> </p></div>"]]',
    ]);
  });

  it("comes whole when messages have changed it while nobody watched", async () => {
    const Heard = defineView({
      name: "Heard",
      mount: ({ ctx }) => {
        ctx.subscribe(news);
        return { heard: "nothing" };
      },
      messages: { news: { topic: news, run: (_state, _ctx, heard) => ({ heard }) } },
      render: ({ heard }) => <p>{heard}</p>,
    });
    await using cluster = await TestCluster.start({ view: Heard });
    const page = new ClusterPage(cluster);
    await page.get(0);
    cluster.process(2).live.publish(news, "something");
    await eventually(() => cluster.processes.every(({ adapter }) => adapter.waiting === 0));
    expect(await page.join(1)).to.equal('[0,1,2,0,0,"TOKEN"]');
    expect(await page.rest()).to.deep.equal(['[1,1,1,0,[1,"<div l=1><p>something</p></div>"]]']);
    cluster.process(0).live.publish(news, "more");
    const patch = JSON.parse((await page.socket?.next()) ?? "");
    expect(JSON.stringify(patch)).to.contain('"more"');
    expect(cluster.errors).to.deep.equal([]);
  });

  it("stays away from whoever is not its document, and whose cookie is another", async () => {
    await using cluster = await TestCluster.start();
    const page = new ClusterPage(cluster);
    await page.get(0);
    await page.join(0);
    const copy = new ClusterPage(cluster, "copy");
    Object.assign(copy, { cookie: page.cookie, token: page.token });
    expect(await copy.join(1)).to.equal('[4,1,"unknown"]');
    expect(await copy.return(1)).to.equal("fresh");
    const stranger = new ClusterPage(cluster);
    await stranger.get(1);
    stranger.token = page.token;
    expect(await stranger.join(2)).to.equal('[4,1,"unknown"]');
    expect(await page.event("add")).to.match(/^\[1,1,1,1,/);
  });

  it("is told that it is gone by a process that does not serve its view", async () => {
    await using cluster = await TestCluster.start({ size: 1 });
    const Other = defineView({ name: "Other", mount: () => ({}), render: () => <p>other</p> });
    await cluster.add(Other);
    const page = new ClusterPage(cluster);
    await page.get(0);
    expect(await page.join(1)).to.equal('[4,1,"unknown"]');
    // Its snapshot waits for a process that does.
    expect(await page.return(0)).to.equal("restored");
    expect(await page.join(0)).to.equal("[0,1,2]");
  });

  it("needs a view that other processes can find", async () => {
    const Nameless = defineView({ mount: () => ({}), render: () => <p>nameless</p> });
    const cluster = TestCluster.start({ view: Nameless, size: 1 });
    const error = await cluster.catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: "VIEW_WITHOUT_NAME" });
  });

  it("comes back through its guards where it was fetched, also from the process that runs it", async () => {
    await using cluster = await TestCluster.start();
    const page = new ClusterPage(cluster);
    mounts.count = 0;
    await page.get(0);
    await page.join(0);
    await page.event("add");
    for (const at of [0, 1, 2]) {
      page.drop();
      expect(await page.return(at)).to.equal("restored");
      expect(page.html).to.contain("<b>1</b>");
      expect(cluster.sessions.reduce((sum, each) => sum + each)).to.equal(1);
    }
    expect(mounts.count).to.equal(1);
    expect(await page.join(2)).to.equal("[0,1,4,0,1]");
  });

  it("stays where it is when its state cannot be kept", async () => {
    const Unplain = defineView({
      name: "Unplain",
      mount: () => ({ n: 1 }),
      persist: ({ n }) => ({ n, later: () => n }),
      render: ({ n }) => <p>{n}</p>,
    });
    await using cluster = await TestCluster.start({ size: 2, view: Unplain });
    const page = new ClusterPage(cluster);
    await page.get(0);
    await page.join(0);
    expect(await page.join(1)).to.equal('[4,1,"unknown"]');
    expect(cluster.errors).to.have.length(1);
    expect(cluster.errors[0]).to.include({ code: "SNAPSHOT_NOT_PLAIN" });
    expect(await page.join(0)).to.equal("[0,1,1]");
  });
});
