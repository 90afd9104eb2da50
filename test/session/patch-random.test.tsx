// Random clicks, links and failures: a page that follows its frames is always where its session is, and shows what that URL says.
import { expect } from "chai";
import { type Ctx, defineView } from "slotwire";
import { useSessions } from "../support/sessions.js";
import { createRandom } from "../support/tree-gen/random.js";

const soak = process.env.SOAK === "1" ? 10 : 1;

interface State {
  readonly page: number;
  readonly clicks: number;
}

const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Page 13 throws at once, 14 later; 15 and above is sent to 9; 7 takes its time; 11 cannot be rendered. */
const Book = defineView({
  mount: (): State => ({ page: 1, clicks: 0 }),
  params: ({ query, ctx }) => {
    const page = Number(query.page ?? 1);
    if (page === 13) throw new Error("13");
    if (page === 14) return later().then(() => Promise.reject(new Error("14")));
    if (page === 15) ctx.patch("/?page=16");
    else if (page > 15) ctx.patch("/?page=9");
    return page === 7 ? later().then(() => ({ page })) : { page };
  },
  events: {
    click: ({ clicks }) => ({ clicks: clicks + 1 }),
    go: ({ clicks }, ctx) => {
      ctx.patch(`/?page=${ctx.payload.page}`);
      return { clicks: clicks + 1 };
    },
    wait: async ({ clicks }, ctx: Ctx<State>) => {
      await later();
      ctx.patch(`/?page=${ctx.payload.page}`);
      return { clicks: clicks + 1 };
    },
  },
  render: ({ page, clicks }, _on, { url }) => {
    if (page === 11) throw new Error("11");
    return <p>{`${page} at ${url} after ${clicks}`}</p>;
  },
});

describe("the URL of a page", () => {
  const sessions = useSessions({ eventsPerSecond: 100_000, eventsBurst: 100_000 });

  it("is the one that its session has, and that it shows", async function () {
    this.timeout(60_000);
    for (let seed = 1; seed <= 8 * soak; seed++) {
      const random = createRandom(seed);
      const { socket, session } = await sessions().live(Book);
      const hrefs = new Map<number, string>();
      let shown = "/";
      let ref = 0;
      for (let round = 0; round < 25; round++) {
        for (let count = 1 + random.below(4); count > 0; count--) {
          ref += 1;
          const page = 1 + random.below(17);
          const kind = random.below(4);
          if (kind === 0) socket.send(`[1,1,${ref},0,"click"]`);
          else if (kind < 3) {
            const name = kind === 1 ? "go" : "wait";
            socket.send(`[1,1,${ref},0,"${name}",0,{"page":"${page}"}]`);
          } else {
            hrefs.set(ref, `/?page=${page}`);
            socket.send(`[2,1,${ref},0,"/?page=${page}"]`);
          }
        }
        const from = socket.frames.length;
        await socket.until(() => answered(socket.frames.slice(from)).includes(ref));
        const frames = await socket.settled();
        for (const frame of frames) shown = urlAfter(shown, frame, hrefs);
        const { page, clicks } = session.state as State;
        const where = `seed ${seed}, round ${round}`;
        expect(session.visit?.url, where).to.equal(shown);
        expect(Number(/page=(\d+)/.exec(shown)?.[1] ?? 1), where).to.equal(page);
        expect(session.print(""), where).to.contain(`${page} at ${shown} after ${clicks}`);
      }
      socket.close();
    }
  });
});

function answered(frames: readonly string[]): readonly number[] {
  return frames
    .map((frame) => JSON.parse(frame))
    .filter(([tag]) => tag === 1 || tag === 3)
    .flatMap(([, , , refs]) => refs);
}

/** As the navigation script follows it. */
function urlAfter(url: string, frame: string, hrefs: ReadonlyMap<number, string>): string {
  const [tag, , , refs, kind, value] = JSON.parse(frame);
  if (tag === 2 && kind === "patch") return value;
  if (tag !== 1) return url;
  return [refs].flat().reduce((now: string, ref: number) => hrefs.get(ref) ?? now, url);
}
