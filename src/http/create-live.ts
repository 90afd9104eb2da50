// The composition root: one live app, which is Express middleware with methods.
import type { Server, ServerResponse } from "node:http";
import { LiveError } from "../errors.js";
import { assertTopic, type Topic } from "../live/topic.js";
import type { View } from "../live/view.js";
import { full } from "../session/admission.js";
import { Connection } from "../session/connection.js";
import type { FrameSocket } from "../session/frame-socket.js";
import { Problems } from "../session/problems.js";
import { Registry } from "../session/registry.js";
import { type LiveStats, statsOf } from "../session/stats.js";
import {
  deriveTokenKeys,
  signToken,
  type TokenCheck,
  type TokenClaims,
  TokenPurpose,
  verifyToken as verify,
} from "../session/token.js";
import {
  isScriptName,
  loadClientAsset,
  loadDebugAsset,
  loadFurtherAssets,
  serveClientAsset,
} from "./assets.js";
import { Embedding, type EmbedOptions, type ScriptOptions } from "./embedding.js";
import { EventStreams } from "./events/streams.js";
import { flashPasses } from "./flash.js";
import { FormTokens } from "./form-tokens.js";
import { endWithText } from "./headers.js";
import { keepFragment } from "./kept-fragment.js";
import { LayoutIds } from "./layout-id.js";
import type { CloseOptions, Live } from "./live.js";
import { createSigners, maxAgeMs, startPubSub, startStore, timeMs } from "./live-parts.js";
import { createMetricsHandler, metricsOf } from "./metrics.js";
import {
  assertPageOptions,
  type LiveOptions,
  type PageOptions,
  resolveOptions,
} from "./options.js";
import { createPageHandler } from "./page.js";
import { type LiveRequest, type Next, pathnameOf, urlOf } from "./request.js";
import type { PageContext } from "./route.js";
import { SetupHints } from "./setup-hints.js";
import { SharedOptions } from "./shared-options.js";
import { StaticAssets } from "./static-assets.js";
import { Upgrades } from "./upgrade.js";

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
  const { path, limits } = resolved;
  const asset = loadClientAsset(resolved.isProduction);
  const scriptUrl = `${path}/${asset.name}`;
  const debugAsset = loadDebugAsset(resolved.isProduction);
  const debugUrl = debugAsset && `${path}/${debugAsset.name}`;
  const assets = [asset, ...(debugAsset ? [debugAsset] : []), ...loadFurtherAssets()];
  const assetsByPath = new Map(assets.map((each) => [`${path}/${each.name}`, each]));
  const keys = deriveTokenKeys(resolved.secrets, TokenPurpose.join);
  const { keeping, onError, hasPeers } = resolved;
  const problems = new Problems({ onError, isShown: debugAsset !== null });
  const pubsub = startPubSub(resolved, problems);
  startStore(resolved, problems);
  const staticAssets = resolved.assets && new StaticAssets(resolved.assets, resolved.isProduction);
  const registry = new Registry({
    ...{ limits, pubsub, problems, keeping, hasPeers },
    ...createSigners(resolved),
    isCurrentAsset: (url) => staticAssets?.isCurrent(url) === true,
  });
  const { addresses, admission } = registry.services;
  const layoutIds = new LayoutIds(scriptUrl);
  const shared = new SharedOptions();
  const formTokens = new FormTokens({
    secrets: resolved.secrets,
    owner: pubsub.process,
    maxAgeMs,
  });
  const visitors = { origins: resolved.origins, isPlainCookieAllowed: !resolved.isProduction };
  const flashRules = { ...visitors, limits, flashTokens: registry.services.flashTokens };
  const connectionOptions = { registry, verifyToken, renewToken, limits };
  const connect = (socket: FrameSocket, cookieId: string, hasTools = false): Connection =>
    new Connection(socket, { cookieId, hasTools }, connectionOptions);
  const admit = (task: () => void): unknown =>
    addresses.isFullOfStrangers ? full : admission.admit(task);
  const upgrades = new Upgrades(
    { path: `${path}/socket`, caps: limits, ...limits, ...visitors },
    {
      admit,
      isBusy: () => admission.size > 0,
      socketOpened: (socket, ...who) => {
        socket.owner = connect(socket, ...who);
      },
    },
  );
  const hints = resolved.isProduction ? null : new SetupHints(scriptUrl, problems);
  const streams = new EventStreams(
    { path: `${path}/events`, limits, peers: hasPeers ? pubsub : null, ...visitors },
    {
      admit,
      streamOpened: (stream, cookieId) => {
        hints?.streamOpened();
        stream.listenFor(connect(stream, cookieId));
      },
    },
  );

  let closing: Promise<void> | null = null;
  const stats = (): LiveStats => statsOf(registry, keeping.store);

  function signSession(sessionId: string, cookieId: string): string {
    return signToken({ sessionId, owner: pubsub.process, issuedAtMs: Date.now() }, keys, cookieId);
  }

  function verifyToken(token: string, cookieId: string): TokenCheck {
    return verify(token, { keys, cookieId, nowMs: Date.now(), maxAgeMs });
  }

  function assetUrl(name: string): string {
    if (staticAssets !== null) return staticAssets.url(name);
    const expected = '{ folder: "public" }, which live.asset needs';
    throw new LiveError("LIVE_OPTION_INVALID", { option: "assets", expected, got: undefined });
  }

  function claimsOf(token: string, cookieId: string): TokenClaims | null {
    const check = verifyToken(token, cookieId);
    return check.isValid ? check.claims : null;
  }

  /** The same page, as old as it was, with this process as the owner of its session. */
  function renewToken(claims: TokenClaims, cookieId: string): string {
    return signToken({ ...claims, owner: pubsub.process }, keys, cookieId);
  }

  function serveOwnFiles(request: LiveRequest, response: ServerResponse, next: Next): void {
    const url = urlOf(request);
    const pathname = pathnameOf(url);
    const found = assetsByPath.get(pathname);
    if (streams.handle(request, response, pathname)) return;
    if (found !== undefined) serveClientAsset(found, request, response);
    else if (staticAssets?.markIfCurrent(url, response)) next();
    else if (pathname.startsWith(`${path}/`) && isScriptName(pathname.slice(path.length + 1))) {
      // A page from before a deployment: nothing may remember that its script is missing.
      endWithText(response, 404, "Not Found", { "Cache-Control": "no-store" });
    } else {
      keepFragment(request, response);
      flashPasses({ request, response }, flashRules);
      next();
    }
  }

  async function closeAll(timeoutMs: number | undefined): Promise<void> {
    upgrades.close();
    hints?.close();
    streams.close();
    await registry.close(timeoutMs);
  }

  const context: PageContext = {
    ...{ options: resolved, registry, scriptUrl, debugUrl, formTokens, layoutIds, shared },
    ...{ asset: assetUrl, assets: staticAssets, signSession, claimsOf },
  };
  const embedding = new Embedding(context);

  return Object.assign(serveOwnFiles, {
    page: (view: View, page: PageOptions<Request> = {}) =>
      createPageHandler(view, page as PageOptions, context),
    embed: <Props extends object>(
      view: View<object, Props>,
      props?: NoInfer<Props>,
      options: EmbedOptions<Request> = {},
    ) => embedding.embed(view as unknown as View, props ?? {}, options as EmbedOptions),
    script: (options: ScriptOptions = {}) => embedding.script(options),
    pages: (options: PageOptions<Request>) => {
      assertPageOptions(options as PageOptions);
      if (options.layout !== undefined) layoutIds.add(options.layout);
      return shared.middleware(options as PageOptions);
    },
    attach: <HttpServer extends Server>(server: HttpServer) => {
      upgrades.attach(server);
      hints?.attached(server);
      return server;
    },
    publish: <Message>(topic: Topic<Message>, message: Message) => {
      assertTopic(topic, "live.publish");
      void pubsub.publish(topic, message);
    },
    asset: assetUrl,
    disconnect: (key: string) => registry.disconnect(key),
    stats,
    metrics: () => metricsOf(stats()),
    metricsPage: () => createMetricsHandler(() => metricsOf(stats())),
    close: ({ timeoutMs }: CloseOptions = {}) => {
      closing ??= closeAll(timeMs(timeoutMs, registry.services.problems));
      return closing;
    },
  });
}
