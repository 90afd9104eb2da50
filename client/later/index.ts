// The script that every page loads a moment after it has begun: what nobody waits for.
import { Banner, type BannerPage, type BannerWords } from "./banner.js";
import { followPresence, type PresencePage } from "./presence.js";

export type { BannerWords } from "./banner.js";

export interface LaterOptions {
  /** What the banner of a lost connection says; false: there is none. */
  readonly banner?: BannerWords | false;
}

const names = ["banner", "banner-offline", "banner-reconnecting", "banner-gone"];
const tagSelector = names.map((name) => `script[data-${name}]`).join();

export interface LaterModule {
  begin(page: BannerPage & PresencePage, options: LaterOptions): void;
}

export function begin(page: BannerPage & PresencePage, { banner }: LaterOptions): void {
  followPresence(page);
  // The tag of the client's script, where it has any: data-banner="off", data-banner-offline="…" and so on.
  const data = document.querySelector<HTMLScriptElement>(tagSelector)?.dataset ?? {};
  const { bannerOffline, bannerReconnecting, bannerGone } = data;
  const words = { offline: bannerOffline, reconnecting: bannerReconnecting, gone: bannerGone };
  if (banner !== false && data.banner !== "off") new Banner(page, banner ?? words).start();
}
