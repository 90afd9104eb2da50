// The script that every page loads a moment after it has begun: what nobody waits for.
import { Banner, type BannerPage, type BannerWords } from "./banner.js";
import { type LongFramesPage, refuseLongFrames } from "./long-frames.js";
import { followPresence, type PresencePage } from "./presence.js";

export type { BannerWords } from "./banner.js";

export interface LaterOptions {
  /** What the banner of a lost connection says; false: there is none. */
  readonly banner?: BannerWords | false;
}

const names = ["banner", "banner-offline", "banner-reconnecting", "banner-gone"];
const tagSelector = names.map((name) => `script[data-${name}]`).join();

type LaterPage = BannerPage & PresencePage & LongFramesPage;

export interface LaterModule {
  begin(page: LaterPage, options: LaterOptions): void;
}

export function begin(page: LaterPage, { banner }: LaterOptions): void {
  followPresence(page);
  refuseLongFrames(page);
  // The tag of the client's script, where it has any: data-banner="off", data-banner-offline="…" and so on.
  const data = document.querySelector<HTMLScriptElement>(tagSelector)?.dataset ?? {};
  const { bannerOffline, bannerReconnecting, bannerGone } = data;
  const words = { offline: bannerOffline, reconnecting: bannerReconnecting, gone: bannerGone };
  if (banner !== false && data.banner !== "off") new Banner(page, banner ?? words).start();
}
