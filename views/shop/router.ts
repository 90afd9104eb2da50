// The shop as Express sees it: a router with a session of its own, guards, pages, and what answers when one fails.
import { randomUUID } from "node:crypto";
import express, { type ErrorRequestHandler, type Request, type Router } from "express";
import session from "express-session";
import type { Live } from "slotwire";
import { ShopLayout } from "./layout.js";
import { Shelf } from "./list.js";
import { Broken, NotFound } from "./not-found.js";
import { ProductPage } from "./product.js";
import { products } from "./products.js";
import { Workshop } from "./workshop.js";

declare module "express-session" {
  interface SessionData {
    /** Whose cart it is, logged in or not. */
    visitor: string;
  }
}

const hours = 60 * 60_000;

export function createShop(live: Live<Request>): Router {
  const shop = express.Router();
  const page = {
    layout: ShopLayout,
    session: ({ session }: Request) => ({ visitor: session.visitor }),
  };

  shop.use(
    session({
      name: "shop",
      secret: process.env.LIVE_SECRET ?? randomUUID(),
      resave: false,
      saveUninitialized: false,
      cookie: { path: "/shop", sameSite: "lax", maxAge: 4 * hours },
    }),
  );
  shop.use((request, _response, next) => {
    request.session.visitor ??= randomUUID();
    next();
  });

  shop.all("/", live.page(Shelf, page));
  shop.all("/products/:id", live.page(ProductPage, page));
  shop.get("/workshop", live.page(Workshop, page));
  // Addresses of catalogues that were printed long ago.
  shop.get("/p/:id", (request, response) =>
    response.redirect(301, `/shop/pot/${request.params.id}`),
  );
  shop.get("/pot/:id", (request, response) =>
    response.redirect(301, `/shop/products/${encodeURIComponent(request.params.id)}`),
  );
  shop.get("/price-list.csv", (_request, response) => {
    const rows = products.map(({ id, name, price }) => `${id},"${name}",${price}`);
    response.attachment("northlight.csv").send(`${["id,name,price", ...rows].join("\n")}\n`);
  });

  const [notFound, broken] = [live.page(NotFound, page), live.page(Broken, page)];
  const failed: ErrorRequestHandler = (error, request, response, next) => {
    if (response.headersSent) return next(error);
    response.status(error.status ?? 500);
    const isMissing = response.statusCode === 404;
    request.method = "GET";
    return (isMissing ? notFound : broken)(request, response, next);
  };
  shop.use((_request, _response, next) =>
    next(Object.assign(new Error("no page"), { status: 404 })),
  );
  shop.use(failed);
  return shop;
}
