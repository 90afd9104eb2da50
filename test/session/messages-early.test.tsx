// Messages that are published while `mount` or `resume` loads: the value that these load may be the one before.
import { expect } from "chai";
import { defineView, topic } from "slotwire";
import { ClusterPage, TestCluster } from "../support/cluster.js";
import { eventually } from "../support/sessions.js";

const price = topic<number>("price");

/** A database that is read at once, and answers when it is told to. */
const database = {
  value: 1,
  reading: 0,
  answer: null as (() => void) | null,
  isSlow: false,
  async read(): Promise<number> {
    const { value } = this;
    if (!this.isSlow) return value;
    this.reading += 1;
    await new Promise<void>((resolve) => {
      this.answer = resolve;
    });
    return value;
  },
};

const Price = defineView({
  name: "Price",
  mount: async ({ ctx }) => {
    ctx.subscribe(price);
    return { value: await database.read() };
  },
  resume: async () => ({ value: await database.read() }),
  messages: { price: { topic: price, run: (_state, _ctx, value) => ({ value }) } },
  events: { note: () => ({}) },
  render: ({ value }) => <b>{value}</b>,
});

/** What the database has changes while a view reads it, and everybody is told. */
async function changeWhileReading(cluster: TestCluster, times = 1): Promise<void> {
  await eventually(() => database.reading === 1, "it to be read");
  for (let time = 0; time < times; time += 1) {
    database.value += 1;
    cluster.process(0).live.publish(price, database.value);
  }
  // The bus delivers before this does.
  await fetch(`${cluster.process(0).url}/none`);
  database.isSlow = false;
  database.answer?.();
}

/** A page whose session goes to another process, where `resume` reads the database slowly. */
async function moveSlowly(cluster: TestCluster) {
  const page = new ClusterPage(cluster);
  await page.get(0);
  await page.join(0);
  await page.event("note");
  database.isSlow = true;
  return { page, joined: page.join(1) };
}

describe("a message that comes while its view loads", () => {
  beforeEach(() => {
    Object.assign(database, { value: 1, reading: 0, answer: null, isSlow: false });
  });

  it("in `mount` is run afterwards: nothing is missed in between", async () => {
    await using cluster = await TestCluster.start({ view: Price, size: 1 });
    const page = new ClusterPage(cluster);
    database.isSlow = true;
    const fetched = page.get(0);
    await changeWhileReading(cluster);
    await fetched;
    expect(page.html).to.contain("<b>1</b>");
    await page.join(0);
    expect((await page.rest()).join()).to.match(/,2\]+$/);
  });

  it("in `resume` is run afterwards, where another process has taken the session", async () => {
    await using cluster = await TestCluster.start({ view: Price, size: 2, durability: "event" });
    const { page, joined } = await moveSlowly(cluster);
    await changeWhileReading(cluster);
    expect(await joined).to.equal('[0,1,2,0,1,"TOKEN"]');
    expect((await page.rest()).join()).to.match(/,2\]+$/);
  });

  it("ends its session where more come than a mailbox takes", async () => {
    const options = { view: Price, size: 2, durability: "event" } as const;
    await using cluster = await TestCluster.start({ ...options, limits: { maxMailbox: 3 } });
    const { page, joined } = await moveSlowly(cluster);
    await changeWhileReading(cluster, 10);
    expect(await joined).to.equal('[4,1,"unknown"]');
    expect(cluster.sessions).to.deep.equal([0, 0]);
    await page.return(1);
    expect(page.html).to.contain("<b>11</b>");
  });
});
