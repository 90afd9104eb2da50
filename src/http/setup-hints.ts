// Tells in development what the setup of an app has forgotten, where pages are there and something does not work.
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { LiveError } from "../errors.js";
import type { Problems } from "../session/problems.js";
import { pathnameOf } from "./request.js";

export class SetupHints {
  readonly #scriptUrl: string;
  readonly #problems: Problems;
  readonly #servers = new Set<Server>();
  readonly #told = new Set<string>();
  #isAttached = false;

  constructor(scriptUrl: string, problems: Problems) {
    this.#scriptUrl = scriptUrl;
    this.#problems = problems;
  }

  /** Looks at the answers of the server to requests for the page's script. */
  attached(server: Server): void {
    this.#isAttached = true;
    if (this.#servers.has(server)) return;
    this.#servers.add(server);
    server.on("request", this.#requested);
  }

  /** A page lives on an event stream, as it does where no WebSocket gets through. */
  streamOpened(): void {
    if (!this.#isAttached) this.#tell(new LiveError("LIVE_NOT_ATTACHED", {}));
  }

  close(): void {
    for (const server of this.#servers) server.off("request", this.#requested);
  }

  readonly #requested = ({ url = "" }: IncomingMessage, response: ServerResponse): void => {
    const scriptUrl = this.#scriptUrl;
    if (!url.startsWith(scriptUrl) || pathnameOf(url) !== scriptUrl) return;
    response.once("finish", () => {
      if (response.statusCode === 404) this.#tell(new LiveError("LIVE_NOT_USED", { scriptUrl }));
    });
  };

  #tell(error: LiveError): void {
    if (this.#told.has(error.code)) return;
    this.#told.add(error.code);
    this.#problems.tell(error, { view: null, where: "setup", sessionId: null });
  }
}
