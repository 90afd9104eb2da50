// How the browser runtime becomes one small script: shared by the build, the size check and the tests.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { minify } from "terser";
import { trimMorphdom } from "./trim-morphdom.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Properties that only Slotwire's own objects have. Their names are shortened.
 * None may be a name of the DOM, of the wire's tables, or of what a page's scripts see; the tests
 * run the shortened script.
 */
export const privateNames = [
  "ack",
  "addressOf",
  "alone",
  "answered",
  "arrive",
  "assertFree",
  "become",
  "binding",
  "bindingAt",
  "boundaries",
  "boundaryOf",
  "changeHead",
  "channelAnswered",
  "channelFailed",
  "channelJoined",
  "channelLost",
  "channelReceivedEffect",
  "channelReceivedPatch",
  "chosen",
  "claim",
  "clicked",
  "containerOf",
  "delayMs",
  "during",
  "epoch",
  "eventHappened",
  "extension",
  "failed",
  "flash",
  "focused",
  "follow",
  "found",
  "goAway",
  "goneTo",
  "hasTrailing",
  "heartbeatFrame",
  "instance",
  "interaction",
  "isDropped",
  "isEditing",
  "isFirst",
  "isHeld",
  "isHopeless",
  "isOpen",
  "isPending",
  "isPrefetch",
  "isReplacing",
  "isSameSession",
  "isThrottle",
  "isUnread",
  "isUsed",
  "isValue",
  "isWantedKey",
  "isWhole",
  "keepsRemoved",
  "kept",
  "kinds",
  "lane",
  "later",
  "leftOf",
  "linkClosed",
  "listeners",
  "logError",
  "moment",
  "pace",
  "partShown",
  "parts",
  "patched",
  "paths",
  "payload",
  "places",
  "posts",
  "prepare",
  "pushed",
  "putBack",
  "receive",
  "reloadNeeded",
  "reopen",
  "replacing",
  "resetQuietly",
  "restart",
  "resyncNeeded",
  "returning",
  "rootAdded",
  "rootRemoved",
  "sealed",
  "sent",
  "seq",
  "sessionGaveUp",
  "sessionNeedsNewSocket",
  "sessionNeedsReplacing",
  "sessionReceivedMarkup",
  "sessionReceivedPush",
  "sessionWantsJoin",
  "shownEntry",
  "slotLength",
  "slots",
  "steps",
  "templates",
  "tempo",
  "told",
  "transportClosed",
  "transportOpened",
  "transportReceived",
  "useInteraction",
  "viewAdded",
  "viewAway",
  "viewRemoved",
  "waits",
  "wake",
  "wantsConnection",
  "wasSent",
  "willChange",
  "willMorph",
  "willPatch",
  "willReprint",
  "wire",
  "wrote",
];

/**
 * Tables such as `export const SlotKind = { child: 0 } as const` become enums, whose members esbuild
 * writes into the code as numbers.
 */
const inlineTables = {
  name: "inline-tables",
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/wire\/[a-z-]+\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = source.replace(
        /^export const (\w+) = \{([^{}]*)\} as const;$/gm,
        (_, name, members) => `export enum ${name} {${members.replace(/^(\s*\w+):/gm, "$1 =")}}`,
      );
      return { contents, loader: "ts" };
    });
  },
};

/** What a page loads where it is needed. */
const loadedLater = {
  forms: "client/forms/index.ts",
  interaction: "client/interaction/index.ts",
  navigation: "client/navigation/index.ts",
  morph: "client/replacing.ts",
  fallback: "client/fallback/index.ts",
  later: "client/later/index.ts",
};

/**
 * The scripts for pages: the one of every page, and by file name those that it loads where they are needed. In development with
 * names and warnings.
 */
export async function bundleClient({ isDevelopment = false } = {}) {
  // The scripts talk to each other by names that are shortened: both must shorten them alike.
  const mangleCache = {};
  const options = { isDevelopment, mangleCache };
  const texts = {};
  for (const [name, entry] of Object.entries(loadedLater))
    texts[name] = await bundle(entry, options);
  // One for all: six would be six times as many bytes in the script of every page.
  const buildName = (isDevelopment ? "dev-" : "") + hashOf(Object.values(texts).join("\n"));
  const define = { __BUILD__: JSON.stringify(buildName) };
  const page = await bundle("client/script.ts", { ...options, format: "iife", define });
  const others = Object.entries(texts).map(([name, text]) => [`${name}-${buildName}.js`, text]);
  return { page, others: Object.fromEntries(others) };
}

/** As the server names its files; a new build has a new name. */
function hashOf(text) {
  return createHash("sha256").update(text).digest("base64url").slice(0, 8);
}

async function bundle(entry, { isDevelopment, mangleCache, format = "esm", define = {} }) {
  const isMangled = !isDevelopment && mangleCache !== undefined;
  const built = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format,
    // Private fields need no helpers from here on; every browser since 2022 has them.
    target: "es2022",
    charset: "utf8",
    define: { __DEV__: String(isDevelopment), ...define },
    legalComments: "none",
    plugins: [inlineTables, trimMorphdom],
    minify: !isDevelopment,
    ...(isMangled && { mangleProps: new RegExp(`^(${privateNames.join("|")})$`), mangleCache }),
  });
  if (isMangled) Object.assign(mangleCache, built.mangleCache);
  const { text } = built.outputFiles[0];
  return isDevelopment ? text : shorten(text);
}

/** A second minifier inlines across functions, which the bundler does not: 600 bytes less after gzip. */
async function shorten(text) {
  const { code } = await minify(text, {
    ecma: 2022,
    module: true,
    compress: {
      unsafe_arrows: true,
      pure_getters: true,
      unsafe_methods: true,
      hoist_funs: true,
      lhs_constants: false,
      passes: 6,
    },
  });
  return code;
}
