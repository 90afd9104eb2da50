// Who may go where: plain Express middleware, which knows nothing of live views.
import type { RequestHandler } from "express";
import { ordersOf } from "./orders.js";

/** Whoever has not logged in does so first, and comes back to where they were going. */
export const requireUser: RequestHandler = (request, response, next) => {
  if (request.session.user !== undefined) return next();
  response.redirect(303, `/shop/login?${new URLSearchParams({ to: request.originalUrl })}`);
};

/** An order is nobody's business but its customer's. */
export const requireOwner: RequestHandler = ({ params, session }, _response, next) => {
  const isOwn = ordersOf(session.user).some(({ id }) => id === params.id);
  next(isOwn ? undefined : Object.assign(new Error("no such order"), { status: 404 }));
};

/** A form of another site may not log anybody in or out. */
export const fromHere: RequestHandler = (request, response, next) => {
  const site = request.get("sec-fetch-site");
  if (site === undefined || site === "same-origin") return next();
  response.status(403).end();
};

/** Where to go after the login: a page of the shop, whatever the query says. */
export function pathWithin(to: unknown): string {
  return typeof to === "string" && /^\/shop(?:[/?]|$)/.test(to) ? to : "/shop/account";
}
