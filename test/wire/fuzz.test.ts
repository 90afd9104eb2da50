// Random and mutated frames against the parser and a live server: nobody else is harmed, nothing throws.
import { expect } from "chai";
import fc from "fast-check";
import { createElement, defineView } from "slotwire";
import { defaultParseLimits, parseClientFrame } from "../../src/wire/parse.js";
import { eventually, joinFrame, Sessions } from "../support/sessions.js";

const times = process.env.SOAK === "1" ? 10 : 1;
const parsed = 60_000 * times;
const received = 50_000 * times;

/** A small, fast source of numbers, so that a failing run can be repeated from its seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}

const words = [
  "[",
  "]",
  "{",
  "}",
  '"',
  ",",
  ":",
  "\\",
  "0",
  "1",
  "-1",
  "2",
  "1e999",
  "9007199254740993",
  "null",
  "true",
  '"__proto__"',
  '"constructor"',
  '"increment"',
  '"add"',
  '"@AAAAAAA"',
  '"@"',
  '""',
  "[]",
  "{}",
  '{"a":"b"}',
  '{"__proto__":{"polluted":"1"}}',
  '"a=1&__proto__=2"',
  '"\ud800"',
  "[[[[[[",
  '"x%00"',
  "\u0000",
  "6",
  "5",
  "4",
  "3",
  "NaN",
  "[1,1,",
  "[0,1,",
];

function mutate(frame: string, random: (below: number) => number): string {
  let text = frame;
  for (let left = 1 + random(3); left > 0; left -= 1) {
    const at = random(text.length + 1);
    const kind = random(4);
    if (kind === 0) text = text.slice(0, at) + text.slice(at + 1 + random(4));
    else if (kind === 1) text = text.slice(0, at) + words[random(words.length)] + text.slice(at);
    else if (kind === 2)
      text = text.slice(0, at) + String.fromCharCode(random(0x300)) + text.slice(at + 1);
    else text = text.slice(0, at) + words[random(words.length)] + text.slice(at + 1);
  }
  return text;
}

function assertUnpolluted(): void {
  expect(Object.keys(Object.prototype)).to.deep.equal([]);
  expect(Object.getOwnPropertyNames(Object.prototype)).to.have.length(12);
  expect(({} as { polluted?: string }).polluted).to.equal(undefined);
}

describe("frames of any kind", () => {
  it("are read or refused, and never throw", function () {
    this.timeout(120_000 * times);
    const frames = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.json({ maxDepth: 6 }),
      fc.array(fc.jsonValue(), { maxLength: 9 }).map((values) => JSON.stringify(values)),
      fc
        .tuple(fc.integer({ min: 0, max: 7 }), fc.array(fc.jsonValue({ maxDepth: 3 })))
        .map(([tag, rest]) => JSON.stringify([tag, 1, ...rest])),
    );
    fc.assert(
      fc.property(frames, (text) => {
        const message = parseClientFrame(text, defaultParseLimits);
        expect(message.type).to.be.a("string");
      }),
      { numRuns: parsed },
    );
    assertUnpolluted();
  });

  it("harm no other session when a live server receives them", async function () {
    this.timeout(120_000 * times);
    const Target = defineView({
      mount: () => ({ n: 0, last: "" }),
      events: {
        increment: (state) => ({ n: state.n + 1 }),
        keep: (_state, ctx) => ({ last: JSON.stringify(ctx.payload) }),
      },
      actions: { add: (state, _ctx, by: number) => ({ n: state.n + by }) },
      render: ({ n, last }, on) => [
        String(n),
        last,
        createElement("b", { "live-click": on.add(1) }),
      ],
    });
    const limits = { maxMalformed: 1e9, eventsPerSecond: 1e9, eventsBurst: 1e9 };
    const sessions = await new Sessions({ ...limits, joinsBurst: 1e9 }).start();
    const honest = await sessions.live(Target);
    const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 0x1_0000_0000));
    const random = randomFrom(seed);
    let attacker = await sessions.open("attacker");
    let ref = 0;
    for (let sent = 0; sent < received; sent += 1) {
      if (attacker.closeCode !== null) attacker = await sessions.open("attacker");
      if (sent % 500 === 0) {
        const session = await sessions.mount(Target, { cookieId: "attacker" });
        attacker.send(joinFrame(1 + random(40), session));
      }
      ref += 1;
      const valid = [
        `[1,${1 + random(40)},${ref},0,"increment"]`,
        `[1,1,${ref},0,"keep",0,{"a":"b","c":["d"]}]`,
        `[1,1,${ref},0,"keep",0,"a=1&b=2&b=%20"]`,
        `[1,1,${ref},0,"@AbCdEfG",${random(5)}]`,
        `[0,${1 + random(40)},"${honest.session.id}","tab",1]`,
        `[2,1,${ref},0,"/?a=1"]`,
        `[3,${1 + random(40)}]`,
        `[4,1,${random(4)}]`,
        "[6,1,1]",
      ];
      attacker.send(mutate(valid[random(valid.length)] as string, random));
      if (sent % 2000 === 0 && attacker.closeCode === null) {
        attacker.ws.ping();
        await Promise.race([
          new Promise((resolve) => attacker.ws.once("pong", resolve)),
          attacker.closed(),
        ]);
      }
    }
    attacker.close();
    await eventually(() => sessions.registry.stats().connections === 1);
    honest.socket.send('[1,1,1,0,"increment"]');
    expect(await honest.socket.next(), `seed ${seed}`).to.match(/^\[1,1,1,1,.*"1"/);
    const strange = sessions.reports.filter(({ place }) => place.where !== "dispatch");
    expect(strange, `seed ${seed}`).to.deep.equal([]);
    assertUnpolluted();
    await sessions.close();
  });
});
