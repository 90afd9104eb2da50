// The composition root: one live app, which is Express middleware with methods.
import { type Server, type ServerResponse } from "node:http";
import type { Topic } from "../live/topic.js";
import type { View } from "../live/view.js";
import { PubSub } from "../pubsub/pubsub.js";
import { Connection } from "../session/connection.js";
import { Registry, type RegistryStats } from "../session/registry.js";
import { deriveTokenKeys, signToken, TokenPurpose, verifyToken } from "../session/token.js";
import { loadClientAsset, serveClientAsset } from "./assets.js";
import { endWithText } from "./headers.js";
import { type LiveOptions, type PageOptions, resolveOptions } from "./options.js";
import { createPageHandler } from "./page.js";
import { type Handler, type LiveRequest, type Next, pathnameOf, urlOf } from "./request.js";
import { Upgrades } from "./upgrade.js";

/** A live app: Express middleware that serves the client script, with the methods below. */
export interface Live<Request extends LiveRequest = LiveRequest> {
  (request: LiveRequest, response: ServerResponse, next: Next): void;
  /**
   * The handler of a live page, for any route of any router.
   *
   * @example
   * ```ts
   * app.get("/counter", requireUser, live.page(Counter));
   * ```
   */
  page(view: View, options?: PageOptions<Request>): Handler;
  /** Takes the WebSocket upgrades of this app, and no others, from a server. Returns the server. */
  attach<HttpServer extends Server>(server: HttpServer): HttpServer;
  /** Sends a message to every session that subscribed to the topic. */
  publish<Message>(topic: Topic<Message>, message: Message): void;
  /** Ends all sessions of a key (see the option `key`), for example when a user logs out. */
  disconnect(key: string): void;
  stats(): LiveStats;
  /** Ends all sessions and closes their sockets; the server itself is the app's to close. */
  close(): Promise<void>;
}

/** Counts of what lives at the moment. */
export type LiveStats = RegistryStats & { readonly sockets: number };

/**
 * Makes an Express app live.
 *
 * @example
 * ```ts
 * import express from "express";
 * import { createLive } from "slotwire";
 *
 * const app = express();
 * const live = createLive({ secret: process.env.LIVE_SECRET });
 * app.use(live);
 * live.attach(app.listen(3000));
 * ```
 */
export function createLive<Request extends LiveRequest = LiveRequest>(
  options: LiveOptions<Request> = {},
): Live<Request> {
  const resolved = resolveOptions(options);
  const asset = loadClientAsset(resolved.isProduction);
  const assetPath = `${resolved.path}/${asset.name}`;
  const keys = deriveTokenKeys(resolved.secrets, TokenPurpose.join);
  const pubsub = new PubSub(resolved.pubsub);
  void pubsub.start();
  const registry = new Registry({ pubsub, limits: resolved.limits, onError: resolved.onError });
  const connections = new Set<Connection>();
  const upgrades = new Upgrades(
    {
      path: `${resolved.path}/socket`,
      origins: resolved.origins,
      isPlainCookieAllowed: !resolved.isProduction,
      caps: resolved.limits,
    },
    { socketOpened },
  );
  const context = { options: resolved, registry, scriptUrl: assetPath, signSession };

  function signSession(sessionId: string, cookieId: string): string {
    const claims = { sessionId, owner: pubsub.process, issuedAtMs: Date.now() };
    return signToken(claims, keys, cookieId);
  }

  return Object.assign(middleware, {
    page: (view, page) => createPageHandler(view, page, context),
  });
}
