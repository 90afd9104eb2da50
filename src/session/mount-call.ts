// The `ctx` of `mount`: like a handler's, but it can answer the Express request.
import { LiveError } from "../errors.js";
import type { MountCtx, RedirectOptions, SessionData } from "../live/context.js";
import type { Flash } from "../live/flash.js";
import type { Loaded } from "../live/loaded.js";
import type { Topic } from "../live/topic.js";
import type { Call } from "./call.js";
import { assertOfPage, assertRedirect } from "./call-arguments.js";
import { assertErrorStatus } from "./handled.js";
import { isSameRequest } from "./visit-url.js";

/** Instead of a page. */
export type MountAnswer =
  | {
      readonly kind: "redirect";
      readonly url: string;
      readonly status: number;
      /** For the page that is redirected to. */
      readonly flash?: Flash;
    }
  | { readonly kind: "status"; readonly status: number };

/** Thrown through the author's `mount`; also kept, so that a catch-all there cannot swallow it. */
export class MountStop {
  readonly answer: MountAnswer;

  constructor(answer: MountAnswer) {
    this.answer = answer;
  }
}

/** The context of one `mount`. */
export class MountCall implements MountCtx {
  answer: MountAnswer | null = null;
  readonly #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

  get session(): SessionData {
    return this.#call.session;
  }

  get isConnected(): boolean {
    return this.#call.isConnected;
  }

  redirect(url: string, options: RedirectOptions = {}): never {
    const status = options.status ?? 302;
    return this.#stop({ kind: "redirect", url: assertRedirect(url, options), status });
  }

  patch(url: string): void {
    const { host } = this.#call;
    const visit = assertOfPage(host, url);
    // A nested view would ask again, each time that the page around it is shown there.
    if (visit === undefined) throw new LiveError("PATCH_OF_OTHER_PAGE", { got: url });
    if (host.visit !== null && isSameRequest(visit.url, host.visit.url)) return;
    this.#stop({ kind: "redirect", url, status: 302 });
  }

  status(code: number): never {
    return this.#stop({ kind: "status", status: assertErrorStatus(code) });
  }

  flash(kind: string, text: string): void {
    this.#call.flash(kind, text);
  }

  clearFlash(kind?: string): void {
    this.#call.clearFlash(kind);
  }

  subscribe<Message>(topic: Topic<Message>): void {
    this.#call.subscribe(topic);
  }

  unsubscribe<Message>(topic: Topic<Message>): void {
    this.#call.unsubscribe(topic);
  }

  publish<Message>(topic: Topic<Message>, message: Message): void {
    this.#call.publish(topic, message);
  }

  every(ms: number, name: string): void {
    this.#call.every(ms, name);
  }

  after(ms: number, name: string): void {
    this.#call.after(ms, name);
  }

  cancel(name: string): void {
    this.#call.cancel(name);
  }

  load<Value>(name: string, input?: unknown): Loaded<Value> {
    return this.#call.load(name, input);
  }

  #stop(answer: MountAnswer): never {
    this.answer ??= answer;
    throw new MountStop(answer);
  }
}
