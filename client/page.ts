// The live views of a document and what they share: one socket, one set of listeners, one instance word.
import { encodeHeartbeat } from "../src/wire/client-frames.js";
import { asideCode, leftCode, ServerTag } from "../src/wire/protocol.js";
import { decodeServerFrame } from "../src/wire/server-frames.js";
import { type BoundEvent, Listeners, type Metadata } from "./events/listeners.js";
import type { ChainCall, Interaction, InteractionHost, Posting } from "./interaction-host.js";
import { logError } from "./log.js";
import type { KeptView, Navigation, NavigationHost } from "./navigation-host.js";
import { visit } from "./page-load.js";
import { closestOf } from "./portal-links.js";
import type { Replacing } from "./replacing.js";
import { type LoadScript, once, partsIn } from "./scripts.js";
import { Session } from "./session.js";
import type { Step } from "./step.js";
import { Transport } from "./transport.js";

/** What asks for the navigation script; also what is nested is looked after by it. */
const navigable = /live-(em|nav)/;

/** What the server keeps for a page that may come back is no more than this, if it can help it. */
const unackedChars = 8192;

export class Page implements InteractionHost, NavigationHost {
  readonly logError = logError;
  interaction: Interaction | null = null;
  replacing: Replacing | null = null;
  posts = 0;
  readonly #load: ReturnType<typeof once>;
  #navigation: Navigation | undefined;
  /** Frames that wait for the script that morphs. */
  #held: string[] | null = null;
  readonly wire: Transport;
  readonly listeners: Listeners;
  readonly #sessions = new Map<Element, Session>();
  // Lives in memory only: a duplicated tab, or a page from a cache, must not pass for this one.
  readonly #instance = crypto.getRandomValues(new Uint32Array(2)).join("");
  /** They number the sessions, also those that are out of sight, so no number is used twice. */
  #joins = 0;
  #receivedChars = 0;
  #isStarted = false;
  wantsConnection = false;

  constructor(socketUrl: string, load: LoadScript, metadata: Metadata) {
    this.listeners = new Listeners(this, metadata);
    this.#load = once(load);
    this.wire = new Transport(socketUrl, () => load("fallback"), this);
  }

  /** Every view joined, no event unanswered or held back. */
  get isSettled(): boolean {
    const isPending = !this.#isStarted || this.interaction?.isPending;
    return !isPending && [...this.#sessions.values()].every(({ channel }) => channel.isSettled);
  }

  /** Finds the views of the document; their events are taken from here on, socket or not. */
  start(): void {
    for (const container of document.querySelectorAll("[live]")) this.viewAdded(container);
    this.listeners.start();
    this.sessionReceivedMarkup(document.body.innerHTML);
    // Some entries of the history are ours.
    if (history.state?.live) void this.#loadNavigation();
    // In the back-forward cache no socket may stay open, but the page may come back.
    addEventListener("pagehide", ({ persisted }) =>
      this.wire.stop(persisted ? asideCode : leftCode),
    );
    addEventListener("pageshow", this.#openWhenWanted);
    this.#isStarted = true;
    this.#openWhenWanted();
  }

  viewAdded(container: Element, kept?: KeptView): void {
    const options = { instance: this.#instance, link: this.wire };
    const session = (kept as Session | undefined) ?? new Session(container, options, this);
    this.#sessions.set(container, session);
    // What forms need while there is no script; from here on it would be a field too many.
    for (const field of document.querySelectorAll("[name=_live]")) field.remove();
    if (this.interaction) session.useInteraction(this.interaction);
    this.sessionWantsJoin(session);
    this.#openWhenWanted();
  }

  viewRemoved(container: Element): void {
    this.viewAway(container)?.end();
  }

  viewAway(container: Element): KeptView | undefined {
    const session = this.#sessions.get(container);
    if (session) {
      // What stands elsewhere in the document comes along.
      this.interaction?.willReprint(container);
      this.#sessions.delete(container);
      this.interaction?.rootRemoved(container);
    }
    return session;
  }

  connect(): void {
    this.wantsConnection = true;
    this.#openWhenWanted();
  }

  disconnect(): void {
    this.wantsConnection = false;
    this.wire.stop();
  }

  transportOpened(): void {
    for (const session of this.#sessions.values()) {
      // One that waits for its page to be fetched again joins by itself when it has it.
      if (session.channel.state !== "gone") this.sessionWantsJoin(session);
    }
  }

  transportReceived(frame: string): void {
    if (this.#held) {
      this.#held.push(frame);
      return;
    }
    const message = decodeServerFrame(frame);
    if (!message) logError("BAD_FRAME", "", frame, "server");
    else if (message.tag === ServerTag.drain) this.wire.drain(message.delayMs);
    else if (message.tag !== ServerTag.heartbeat) {
      // Each knows its own number.
      for (const { channel } of [...this.#sessions.values()]) channel.receive(message);
    }
    this.#receivedChars += frame.length;
    if (this.#receivedChars > unackedChars) {
      this.#receivedChars = 0;
      this.wire.send(this.heartbeatFrame());
    }
  }

  transportClosed(): void {
    for (const session of this.#sessions.values()) session.linkClosed();
  }

  heartbeatFrame(): string {
    return encodeHeartbeat([...this.#sessions.values()].flatMap(({ channel }) => channel.ack));
  }

  sessionWantsJoin(session: Session): void {
    if (this.wire.isOpen) session.channel.join(++this.#joins);
  }

  sessionNeedsNewSocket(): void {
    this.wire.reopen();
  }

  sessionGaveUp(container: Element): void {
    this.#sessions.delete(container);
    if (this.#sessions.size === 0) this.wire.stop();
  }

  eventHappened(event: BoundEvent): () => void {
    const { handler, binding, payload } = event;
    const session = this.#sessionOf(binding);
    const boundary = session?.addressOf(handler, binding) ?? 0;
    return () => {
      // What has gone since then sends nothing more, and nothing for whoever stands in its place.
      if (!binding.isConnected || this.#sessionOf(binding) !== session) return;
      if (handler.startsWith("[[")) this.run(handler, { ...event, el: binding });
      else session?.post({ handler, boundary, payload }, event);
    };
  }

  /** Runs a chain of commands, as the text of an attribute. */
  run(chain: string, call: ChainCall): void {
    void this.#loadParts("interaction").then((interaction) => interaction?.run(chain, call));
  }

  sessionReceivedMarkup(text: string): void {
    void this.#loadParts(...partsIn(text));
    if (navigable.test(text)) void this.#loadNavigation();
  }

  sessionReceivedPush(container: Element, event: string, payload: unknown): void {
    const push = (all: Interaction | null) => all?.pushed(container, event, payload);
    if (push(this.interaction)) return;
    // A hook may be there before the script that it needs, and in a portal it stands outside of its view.
    if (event.startsWith("live:") || document.querySelector("[live-hook]")) {
      void this.#loadParts("interaction").then(push);
    }
  }

  async sessionNeedsReplacing(): Promise<void> {
    if (this.replacing) return;
    this.#held ??= [];
    this.replacing = await this.#load("morph");
    const held = this.#held ?? [];
    this.#held = null;
    for (const frame of held) this.transportReceived(frame);
  }

  post(posting: Posting): number {
    const { handler, el, payload, done } = posting;
    const session = this.#sessionOf(el);
    const boundary = session?.addressOf(handler, el) ?? 0;
    return session?.post({ handler, boundary, payload, done }, { loading: [el], ...posting }) ?? 0;
  }

  containerOf(el: Element): Element | null {
    return closestOf(el, "[live]");
  }

  go(step: Step, values: readonly unknown[], container?: Element): void {
    void this.#loadNavigation().then((navigation) => {
      if (navigation) navigation.go(step, values, container);
      else if (step !== "head") visit(String(values[0]));
    });
  }

  isConnected(container: Element): boolean {
    return this.#sessions.get(container)?.channel.state === "joined";
  }

  /** What several scripts add is all there before any of it begins. */
  async #loadParts(...names: ReturnType<typeof partsIn>): Promise<Interaction | null> {
    const modules = await Promise.all(names.map(this.#load));
    const first = modules.find((module) => module);
    if (first && !this.interaction) {
      this.interaction = first.createInteraction(this);
      for (const session of this.#sessions.values()) session.useInteraction(this.interaction);
    }
    this.interaction?.add(modules);
    return this.interaction;
  }

  async #loadNavigation(): Promise<Navigation | undefined> {
    const loaded = await this.#load("navigation");
    this.#navigation ??= loaded?.createNavigation(this);
    return this.#navigation;
  }

  #sessionOf(el: Element): Session | undefined {
    return this.#sessions.get(this.containerOf(el) as Element);
  }

  /** A page without views needs no socket. */
  readonly #openWhenWanted = (): void => {
    if (this.wantsConnection && this.#sessions.size > 0) this.wire.start();
  };
}
