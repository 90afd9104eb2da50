// The `ctx` that a render is given: what it may know of its session.
import type { RenderCtx, SessionData } from "../live/context.js";

interface RenderHost {
  readonly identity: { readonly data: SessionData };
  readonly isConnected: boolean;
}

/** The `ctx` of one render; it notices what the render depends on. */
export class RenderContext implements RenderCtx {
  wasConnectionRead = false;
  readonly #host: RenderHost;

  constructor(host: RenderHost) {
    this.#host = host;
  }

  get session(): SessionData {
    return this.#host.identity.data;
  }

  get isConnected(): boolean {
    this.wasConnectionRead = true;
    return this.#host.isConnected;
  }
}
