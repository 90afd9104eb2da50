// The shop of the demos for browser tests: in this process, so that they see what was mounted and asked for.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { fileURLToPath } from "node:url";
import express from "express";
import { createLive } from "slotwire";
import { products } from "../../views/shop/products.js";
import { createShop } from "../../views/shop/router.js";
import { leftOf, takeFromShelf } from "../../views/shop/stock.js";
import { noIcon } from "./live-app.js";
import { serve } from "./server.js";

export interface ShopSite extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** The requests of pages so far, as `GET /shop navigate`. */
  readonly requests: string[];
  /** The names of the views that were mounted so far. */
  readonly mounts: string[];
}

const folder = fileURLToPath(new URL("../../public", import.meta.url));

/** Puts back what the tests before have bought: the shelf is that of the process. */
function restock(): void {
  for (const { id, stock } of products) takeFromShelf(id, leftOf(id) - stock);
}

export async function startShop(): Promise<ShopSite> {
  restock();
  const requests: string[] = [];
  const mounts: string[] = [];
  const mounted = (message: unknown) => mounts.push((message as { view: string }).view);
  subscribe("slotwire:mount", mounted);
  const live = createLive({
    assets: { folder },
    key: ({ sessionID }: express.Request) => sessionID,
  });
  const app = express()
    .use(live, noIcon, express.static(folder))
    .use((request, _response, next) => {
      requests.push(
        `${request.method} ${request.originalUrl} ${request.get("live-nav") ?? "load"}`,
      );
      next();
    })
    .use("/shop", createShop(live));
  const served = await serve(app, live);
  return {
    url: served.url,
    port: served.port,
    requests,
    mounts,
    async [Symbol.asyncDispose]() {
      unsubscribe("slotwire:mount", mounted);
      await served[Symbol.asyncDispose]();
    },
  };
}
