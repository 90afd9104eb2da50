// A view whose every part can be made to fail, and all the ways in which a part can fail.
import { defineComponent, defineView, topic } from "slotwire";

export const secretText = "the password is 12345";

const hostile: object = new Proxy(() => {}, {
  get: trap,
  getPrototypeOf: trap,
  ownKeys: trap,
  has: trap,
  getOwnPropertyDescriptor: trap,
});

const thenName = ["t", "hen"].join("");

function trap(): never {
  throw new Error(secretText);
}

function withThen(property: PropertyDescriptor): object {
  return Object.defineProperty({}, thenName, property);
}

function overflow(): number {
  return 1 + overflow();
}

function throwing(value: unknown): () => never {
  return () => {
    throw value;
  };
}

/** What happens at the site that is broken: it throws, or returns what must not be trusted. */
export const ways: Readonly<Record<string, () => unknown>> = {
  "an error": throwing(new Error(secretText)),
  undefined: throwing(undefined),
  "a text": throwing(secretText),
  "the word route": throwing("route"),
  "a frozen object": throwing(Object.freeze({ status: 404, message: secretText })),
  "an object without a prototype": throwing(Object.create(null)),
  "a proxy that throws": throwing(hostile),
  "a stack overflow": overflow,
  "a rejection": () => Promise.reject(new Error(secretText)),
  "a thenable that throws": () => withThen({ value: trap }),
  "a thenable that cannot be looked at": () => withThen({ get: trap }),
  "a hostile object": () => hostile,
  "a promise that never settles": () => new Promise(() => {}),
};

let broken: { readonly site: string; readonly way: () => unknown } | null = null;
const reached = new Set<string>();

/** From now on this site fails; null: none does. */
export function breakSite(site: string | null, way: () => unknown = trap): void {
  broken = site === null ? null : { site, way };
  reached.clear();
}

/** Whether the site that is broken was run. */
export function wasReached(site: string): boolean {
  return reached.has(site);
}

/** Undefined, where nothing is broken. */
export function at(site: string): undefined {
  if (broken?.site !== site) return undefined;
  reached.add(site);
  return broken.way() as undefined;
}

/** What is shown for a problem can only fail when there is one. */
function needs(site: string): void {
  if (broken?.site === site) throw new Error(`so that ${site} runs`);
}

const news = topic<number>("faults-news");

const Part = defineComponent({
  name: "part",
  state: ({ n }: { n: number }) => at("component state") ?? { own: n },
  update: ({ n }) => at("component update") ?? { own: n },
  mounted: () => at("component mounted"),
  unmount: () => at("component unmount"),
  actions: { act: () => at("component action") },
  messages: { told: (_state, _ctx, _value: number) => at("component message") },
  error: (_problem, _on, { reference }) => at("component error") ?? <i>broken {reference}</i>,
  render: ({ own }, on) => {
    needs("component error");
    return (
      at("component render") ?? (
        <button type="button" live-click={on.act()}>
          part {own}
        </button>
      )
    );
  },
});

const schema = {
  "~standard": {
    version: 1 as const,
    vendor: "faults",
    validate: (value: unknown) => at("schema") ?? { value },
  },
};

export const createFragile = (version: number) =>
  defineView({
    name: "Fragile",
    version,
    mount: ({ ctx }) => {
      ctx.subscribe(news);
      return at("mount") ?? { n: 0, isShown: true, loaded: null as unknown };
    },
    params: () => at("params"),
    persist: (state) => at("persist") ?? state,
    migrate: () => at("migrate") ?? { n: 0, isShown: true, loaded: null },
    resume: () => at("resume"),
    unmount: () => at("unmount"),
    head: ({ n }) => at("head") ?? <title>{n}</title>,
    error: (_problem, { reference }) => at("error") ?? <b>sorry {reference}</b>,
    events: {
      add: ({ n }) => ({ n: n + 1 }),
      event: () => at("event"),
      later: async () => {
        await null;
        return at("event, later");
      },
      latest: { policy: "latest", run: () => at("event, latest") },
      checked: { schema, run: ({ n }) => ({ n: n + 1 }) },
      update: (_state, ctx) => ctx.update(() => at("update") ?? { n: 1 }),
      returned: () => () => at("returned function") ?? {},
      change: () => Object.defineProperty({}, "n", { enumerable: true, get: () => at("change") }),
      push: (_state, ctx) => ctx.push("x", { toJSON: () => at("payload") }),
      tick: (_state, ctx) => ctx.after(1, "tick"),
      publish: (_state, ctx) => ctx.publish(news, 1),
      tell: (_state, ctx) => ctx.send(Part, "1", "told", 1),
      load: (_state, ctx) => ({ loaded: ctx.load("slow", 1) }),
      toggle: ({ isShown }) => ({ isShown: !isShown }),
    },
    actions: { act: () => at("action") },
    loaders: { slow: () => at("loader") },
    messages: {
      tick: () => at("timer"),
      news: { topic: news, run: () => at("message") },
    },
    render: ({ n, isShown }, on) => {
      needs("error");
      return (
        at("render") ?? (
          <p>
            <button type="button" live-click={on.act()}>
              {n}
            </button>
            {isShown && <Part id="1" n={n} />}
          </p>
        )
      );
    },
  });
