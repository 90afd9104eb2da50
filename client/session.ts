// One live view on the page: its container, the channel to its session, and the way back when that is gone.
import type { EffectMessage, ErrorMessage } from "../src/wire/server-frames.js";
import { Channel, type Link, type LossReason } from "./channel.js";
import { backoffMs } from "./delays.js";
import { dispatchLive, dispatchPushed } from "./dom-events.js";
import { Waiting } from "./events/waiting.js";
import type { Interaction, Posting, ViewMoment } from "./interaction-host.js";
import { logError } from "./log.js";
import type { KeptView } from "./navigation-host.js";
import type { OutgoingCall } from "./outgoing-call.js";
import { loadPageOnce } from "./page-load.js";
import { ViewDom } from "./patch/view-dom.js";
import type { Replacing } from "./replacing.js";
import type { Step } from "./step.js";

export interface SessionDelegate {
  /** Grows with each event. */
  posts: number;
  readonly replacing: Replacing | null;
  /** Frames that come before it is there wait for it. */
  sessionNeedsReplacing(): Promise<void>;
  /** Null until the page needs it. */
  readonly interaction: Interaction | null;
  /** New HTML or new templates: the page may need more than it has. */
  sessionReceivedMarkup(text: string): void;
  /** `ctx.push`: for hooks, or for what the page has to load first. */
  sessionReceivedPush(container: Element, event: string, payload: unknown): void;
  /** The server wants another URL, or another head. */
  go(step: Step, values: readonly unknown[], container: Element): void;
  /** The session wants to join: over the open socket, or when it opens. */
  sessionWantsJoin(session: Session): void;
  /** The socket carries an outdated cookie; only a new one can join. */
  sessionNeedsNewSocket(): void;
  /** Nothing more will come of this view; only a load by the user helps. */
  sessionGaveUp(container: Element): void;
}

/** What on the page a call came of. */
type PostedFrom = Pick<Posting, "source" | "kind" | "loading" | "isFirst">;

/** What the container's `live-state` says, for CSS and scripts. */
type LiveState = "connecting" | "live" | "offline" | "gone";

/** Losses without a join in between. Two may be bad luck or a new cookie, more are a loop. */
const maxLosses = 3;
const maxRetries = 8;

export class Session implements KeptView {
  readonly channel: Channel;
  readonly #container: Element;
  readonly #delegate: SessionDelegate;
  readonly #dom: ViewDom;
  readonly #waiting: Waiting;
  #losses = 0;
  #wasJoined = false;
  #isOffline = false;

  constructor(
    container: Element,
    options: { readonly instance: string; readonly link: Link },
    delegate: SessionDelegate,
  ) {
    this.#container = container;
    this.#delegate = delegate;
    this.#waiting = new Waiting(delegate);
    this.#dom = new ViewDom(container, {
      get morph() {
        return delegate.replacing?.morph;
      },
      resyncNeeded: (id, isHopeless) => {
        this.channel.resync(id, isHopeless);
        void delegate.sessionNeedsReplacing();
      },
      reloadNeeded: (reason) => this.#load(location.href, reason),
      logError: (code, message, metadata) => logError(code, message, metadata, "slotwire"),
    });
    this.channel = new Channel({ token: this.#token, ...options }, this);
    this.#show("connecting");
  }

  /** Where an event comes from: 0 for an event by name, else the boundary of its bound action. */
  addressOf(handler: string, el: Element): number {
    return handler.startsWith("@") ? this.#dom.boundaryOf(el) : 0;
  }

  post(call: OutgoingCall, { source, kind, loading = [], isFirst }: PostedFrom): number {
    this.#delegate.posts++;
    const ref = this.channel.post(call, isFirst);
    if (ref === 0) this.#reportLost([call.handler]);
    else {
      if (kind) this.#waiting.sent(ref, { kind, els: loading });
      if (source) this.#dom.inputs.sent(source, ref);
    }
    return ref;
  }

  /** The page has loaded what it needs. */
  useInteraction(interaction: Interaction): void {
    this.#dom.extension = interaction;
    interaction.rootAdded(this.#container);
    if (this.#wasJoined && !this.#isOffline) interaction.moment(this.#container, "joined");
  }

  goAway(): void {
    this.channel.goAway();
  }

  end(): void {
    this.channel.leave();
    this.#dom.destroy();
  }

  linkClosed(): void {
    this.channel.linkClosed();
    this.#show("offline");
    if (this.#wasJoined && !this.#isOffline) {
      this.#tell("disconnected");
      dispatchLive(this.#container, "live:disconnected", null);
    }
    this.#isOffline = true;
  }

  channelJoined(): void {
    const isRejoin = this.#wasJoined;
    const isReconnected = isRejoin && this.#isOffline;
    this.#losses = 0;
    this.#wasJoined = true;
    this.#isOffline = false;
    this.#show("live");
    this.#tell(isReconnected ? "reconnected" : "joined");
    dispatchLive(this.#container, "live:joined", { isRejoin });
    if (isReconnected) dispatchLive(this.#container, "live:reconnected", null);
  }

  channelAnswered(refs: readonly number[]): void {
    this.#waiting.answered(refs);
    for (const ref of refs) this.#dom.inputs.answered(ref);
  }

  channelReceivedPatch(parts: readonly unknown[], refs: readonly number[]): void {
    // Templates begin with a name, and an operation that replaces has HTML after its address.
    const markup = (parts as (readonly unknown[])[]).filter(
      ([first, second]) => typeof first === "string" || typeof second === "string",
    );
    if (markup.length) this.#delegate.sessionReceivedMarkup(JSON.stringify(markup));
    this.#change(refs, () => this.#dom.apply(parts));
    dispatchLive(this.#container, "live:patched", null);
  }

  channelReceivedEffect({ kind, values }: EffectMessage, handler: string | null): void {
    const [value, payload = null] = values;
    const text = String(value);
    if (kind === "push") {
      this.#delegate.sessionReceivedPush(this.#container, text, payload);
      dispatchPushed(this.#container, text, payload);
    } else if (kind === "reply") dispatchLive(this.#container, "live:reply", { handler, value });
    else if (kind === "title") document.title = text;
    else this.#delegate.go(kind as Step, values, this.#container);
  }

  channelFailed({ code, ref, reference }: ErrorMessage, handler: string | null): void {
    // A URL of another page is not for the view.
    if (handler === "" && code === "invalid") return;
    // `stale` is the ordinary end of a click on something that has just gone.
    if (code !== "stale") logError("EVENT_REFUSED", code, { ref, handler }, "server");
    dispatchLive(this.#container, "live:error", { code, ref, handler, reference });
  }

  channelLost(reason: LossReason): void {
    this.#losses++;
    this.#show("connecting");
    if (reason === "version" || this.#losses > maxLosses) this.#load(location.href, reason);
    else if (this.#losses === 2) {
      // The rejoin may have set a new cookie, which the old socket does not carry: same token again.
      this.channel.restart(this.#token, "restored");
      this.#delegate.sessionNeedsNewSocket();
    } else void this.#rejoin(0);
  }

  get #token(): string {
    return this.#container.getAttribute("live") ?? "";
  }

  async #rejoin(attempt: number): Promise<void> {
    await this.#delegate.sessionNeedsReplacing();
    const answer = await this.#delegate.replacing?.fetchView(
      this.channel.returning,
      this.#container,
    );
    // Another page is shown meanwhile.
    if (!this.#container.isConnected) return;
    if (answer?.kind === "view") {
      const { container, token, origin } = answer;
      if (token) this.#container.setAttribute("live", token);
      else if (container) {
        this.#delegate.sessionReceivedMarkup(container.outerHTML);
        this.#tell("replacing");
        this.#change([], () => this.#dom.replaceWith(container));
      }
      const lost = this.channel.restart(this.#token, origin);
      if (lost.length) this.#reportLost(lost);
      if (!token) this.#tell("replaced");
      this.#delegate.sessionWantsJoin(this);
    } else if (answer?.kind !== "load" && attempt < maxRetries) {
      setTimeout(() => this.#rejoin(attempt + 1), backoffMs(attempt + 1));
    } else this.#load(answer?.url ?? location.href, answer?.kind ?? "retry");
  }

  #tell(moment: ViewMoment): void {
    this.#delegate.interaction?.moment(this.#container, moment);
  }

  #change(refs: readonly number[], change: () => void): void {
    const { interaction } = this.#delegate;
    // What waits is laid over what commands changed: it is lifted before they are, and comes after them.
    this.#waiting.during(refs, () => {
      interaction?.willPatch(this.#container, refs);
      change();
      interaction?.patched(this.#container);
    });
  }

  #reportLost(handlers: readonly string[]): void {
    dispatchLive(this.#container, "live:lost", { handlers });
  }

  #load(url: string, reason: string): void {
    if (loadPageOnce(url)) return;
    this.#show("gone");
    logError("GAVE_UP", "", reason, "server");
    this.#delegate.sessionGaveUp(this.#container);
  }

  #show(state: LiveState): void {
    this.#container.setAttribute("live-state", state);
  }
}
