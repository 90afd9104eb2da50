// Starts the live views of a document; how more scripts are loaded is the entry's business.
import type { Metadata } from "./events/listeners.js";
import { addHook, type HookDefinition } from "./hook.js";
import type { BannerWords, LaterOptions } from "./later/index.js";
import { Page } from "./page.js";
import type { LoadScript } from "./scripts.js";

/** The handle on a page's live views. */
export interface LivePage {
  /** Connects, or does nothing when it is connected or connecting. */
  connect(): void;
  /** Closes the connection and stays offline until `connect()`. Events are kept and go out then. */
  disconnect(): void;
  /** Every view is joined, and no event is held back or waits for its answer. */
  readonly isSettled: boolean;
  /** Gives the elements with `live-hook={hook(name, …)}` to this hook, those of now and those to come. */
  hook(name: string, definition: HookDefinition): void;
  /** Runs a chain of commands that the server has made and sent with `ctx.push`, with `el` as its element. */
  run(el: Element, commands: readonly unknown[]): void;
  /**
   * What the payload of every event of a type carries besides, by the DOM's name of the type: set
   * `metadata.click = (event) => ({ … })`, at any time.
   */
  readonly metadata: Metadata;
}

export interface StartOptions {
  /** Where `createLive({ path })` is mounted; "/live" unless said otherwise. */
  readonly path?: string;
  /** Whether to connect at once. Events are taken and kept in any case. */
  readonly connect?: boolean;
  /** What looks after elements with `live-hook`, by name. */
  readonly hooks?: Readonly<Record<string, HookDefinition>>;
  /** What the payload of every event of a type carries besides, by the DOM's name of the type. */
  readonly metadata?: Metadata;
  /** What the banner of a lost connection says, in the language of the page; false: there is none. */
  readonly banner?: BannerWords | false;
}

export function startPage(options: StartOptions & LaterOptions, load: LoadScript): LivePage {
  const { path = "/live", connect = true, hooks = {}, metadata = {} } = options;
  const url = new URL(`${path.replace(/\/$/, "")}/socket`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  for (const name in hooks) addHook(name, hooks[name] as HookDefinition);
  const page = new Page(url.href, load, metadata);
  if (connect) page.connect();
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => page.start());
  } else page.start();
  // Tried again for as long as it cannot be had, less and less often.
  const beginLater = (delay: number): unknown =>
    setTimeout(
      () =>
        load("later").then(
          ({ begin }) => begin(page, options),
          () => beginLater(2 * delay),
        ),
      delay,
    );
  beginLater(2_000);
  return {
    connect: () => page.connect(),
    disconnect: () => page.disconnect(),
    get isSettled() {
      return page.isSettled;
    },
    hook: addHook,
    run: (el, commands) => page.run(JSON.stringify(commands), { el, kind: "run" }),
    metadata,
  };
}
