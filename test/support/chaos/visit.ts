// A GET of the page, for a visit or for a rejoin.
import { type IncomingMessage, request } from "node:http";
import type { Origin } from "../../../client/rejoin.js";

export interface Visit {
  readonly html: string;
  /** In the answer to a rejoin. */
  readonly origin: Origin;
  /** Of a session that the page itself has to bring. */
  readonly token: string;
  /** The one that was set, as it goes back; "" for none. */
  readonly cookie: string;
}

/** Null: not now. */
export function fetchVisit(url: string, headers: Record<string, string>): Promise<Visit | null> {
  return new Promise((resolve) => {
    const get = request(url, { headers, agent: false });
    get.on("error", () => resolve(null));
    get.on("response", (response) => {
      let html = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        html += chunk;
      });
      response.on("error", () => resolve(null));
      response.on("end", () =>
        resolve(response.statusCode === 200 ? readVisit(response, html) : null),
      );
    });
    get.end();
  });
}

function readVisit({ headers }: IncomingMessage, html: string): Visit {
  const [set = ""] = headers["set-cookie"] ?? [];
  return {
    html,
    origin: String(headers["live-view"]) as Origin,
    token: String(headers["live-token"]),
    cookie: set.split(";")[0] as string,
  };
}
