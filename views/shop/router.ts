// The shop as Express sees it: a router with a session of its own, guards, pages, and what answers when one fails.
import { randomUUID } from "node:crypto";
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Router,
} from "express";
import session from "express-session";
import type { Live } from "slotwire";
import { Account } from "./account.js";
import { CartPage } from "./cart-page.js";
import { Checkout } from "./checkout.js";
import { ShopFrame } from "./frame.js";
import { fromHere, pathWithin, requireOwner, requireUser } from "./guard.js";
import { Kiln } from "./kiln.js";
import { ShopLayout } from "./layout.js";
import { Shelf } from "./list.js";
import { Login } from "./login.js";
import { Broken, NotFound } from "./not-found.js";
import { OrderPage } from "./order.js";
import { personWith } from "./people.js";
import { ProductPage } from "./product.js";
import { products } from "./products.js";
import { FewSessions } from "./sessions.js";
import { Workshop } from "./workshop.js";

declare module "express-session" {
  interface SessionData {
    /** Whose cart it is, logged in or not. */
    visitor: string;
    /** Who has logged in. */
    user: string;
  }
}

const hours = 60 * 60_000;

/** The cart stays; the session's id is another, so that nobody who knew the old one is logged in too. */
const logIn: RequestHandler = (request, response, next) => {
  const { name = "", password, to } = request.body ?? {};
  const person = personWith(name, password);
  const path = pathWithin(to);
  if (person === undefined) {
    const query = new URLSearchParams({ to: path, as: String(name), wrong: "" });
    return response.redirect(303, `/shop/login?${query}`);
  }
  const { visitor } = request.session;
  request.session.regenerate((error) => {
    if (error) return next(error);
    Object.assign(request.session, { visitor, user: person.id });
    response.redirect(303, path);
  });
};

/** Pages for what is missing and for what breaks; what somebody may not do is no page of the shop. */
function failedPages(live: Live<Request>): ErrorRequestHandler {
  const [notFound, broken] = [live.page(NotFound), live.page(Broken)];
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const { status = 500 } = error;
    const isMissing = status === 404;
    if (status < 500 && !isMissing) return void response.sendStatus(status);
    response.status(status);
    request.method = "GET";
    return (isMissing ? notFound : broken)(request, response, next);
  };
}

export function createShop(live: Live<Request>): Router {
  const shop = express.Router();

  shop.use(
    session({
      name: "shop",
      secret: process.env.LIVE_SECRET ?? randomUUID(),
      store: new FewSessions(),
      resave: false,
      saveUninitialized: false,
      cookie: { path: "/shop", sameSite: "lax", maxAge: 4 * hours },
    }),
  );
  shop.use((request, _response, next) => {
    request.session.visitor ??= randomUUID();
    next();
  });

  shop.use(
    live.pages({
      layout: ShopLayout,
      within: ShopFrame,
      title: (title) => (title === null ? "Northlight" : `${title} · Northlight`),
      session: ({ session: { visitor, user } }) => ({ visitor, user }),
    }),
  );

  shop.all("/", live.page(Shelf));
  shop.all("/products/:id", live.page(ProductPage));
  shop.all("/cart", live.page(CartPage));
  shop.get("/kiln", live.page(Kiln));
  shop.get("/workshop", live.page(Workshop));
  shop.get("/login", live.page(Login));
  shop.post("/login", fromHere, express.urlencoded({ extended: false }), logIn);
  shop.post("/logout", fromHere, (request, response, next) => {
    // Every tab of this browser asks for its page again, and meets the guard.
    live.disconnect(request.sessionID);
    request.session.regenerate((error) => (error ? next(error) : response.redirect(303, "/shop")));
  });
  shop.use("/account", requireUser);
  shop.get("/account", live.page(Account));
  shop.get("/account/orders/:id", requireOwner, live.page(OrderPage));
  shop.all("/account/checkout", live.page(Checkout));
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

  shop.use((_request, _response, next) =>
    next(Object.assign(new Error("no page"), { status: 404 })),
  );
  shop.use(failedPages(live));
  return shop;
}
