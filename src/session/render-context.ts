// What a render is given besides the state: what it may know of its session.
import type { RenderCtx, SessionData } from "../live/context.js";
import type { Flash } from "../live/flash.js";
import type { Props } from "../tree/node.js";
import { noFlash } from "./flashes.js";
import { Reads } from "./reads.js";

export interface RenderHost {
  readonly identity: { readonly data: SessionData };
  readonly isConnected: boolean;
  readonly flashes: { readonly current: Flash } | null;
  readonly document?: { readonly isOutdated: boolean } | null;
  readonly visit: { readonly url: string } | null;
}

/** The `ctx` of one render; it notices what the render depends on. */
export class RenderContext implements RenderCtx {
  reads: Reads = Reads.nothing;
  readonly #host: RenderHost;

  constructor(host: RenderHost) {
    this.#host = host;
  }

  get session(): SessionData {
    return this.#host.identity.data;
  }

  get isConnected(): boolean {
    this.reads |= Reads.connection;
    return this.#host.isConnected;
  }

  get isOutdated(): boolean {
    return this.#host.document?.isOutdated === true;
  }
}

/** All that one render is given; it notices the same. */
export class RenderExtra {
  readonly ctx: RenderContext;
  readonly #host: RenderHost;

  constructor(host: RenderHost) {
    this.#host = host;
    this.ctx = new RenderContext(host);
  }

  get flash(): Flash {
    this.ctx.reads |= Reads.flash;
    return this.#host.flashes?.current ?? noFlash;
  }

  /** Of a nested view it is none: the URL is that of the page around it. */
  get url(): string {
    this.ctx.reads |= Reads.url;
    return this.#host.visit?.url ?? "";
  }
}

/** The same for a component. */
export class ComponentExtra extends RenderExtra {
  readonly props: Props;

  constructor(host: RenderHost, props: Props) {
    super(host);
    this.props = props;
  }
}
