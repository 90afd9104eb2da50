// How the browser runtime becomes one small script: shared by the build, the size check and the tests.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { minify } from "terser";
import { trimMorphdom } from "./trim-morphdom.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Properties that only Slotwire's own objects have, and the options that it gives to morphdom. Their names are shortened.
 * None may be a name of the DOM, of the wire's tables, or of what a page's scripts see; the tests
 * run the shortened script.
 */
export const privateNames = [
  "ack",
  "addressOf",
  "alone",
  "answered",
  "assertFree",
  "binding",
  "boundaries",
  "boundaryOf",
  "channelAnswered",
  "channelFailed",
  "channelJoined",
  "channelLost",
  "channelReceivedEffect",
  "channelReceivedPatch",
  "childrenOnly",
  "chosen",
  "delayMs",
  "epoch",
  "eventHappened",
  "failed",
  "found",
  "getNodeKey",
  "hasTrailing",
  "heartbeatFrame",
  "instance",
  "isDropped",
  "isEditing",
  "isHeld",
  "isHopeless",
  "isOpen",
  "isPending",
  "isSameSession",
  "isThrottle",
  "isUsed",
  "isWhole",
  "kinds",
  "linkClosed",
  "logError",
  "onBeforeElChildrenUpdated",
  "onBeforeElUpdated",
  "parts",
  "paths",
  "payload",
  "places",
  "receive",
  "reloadNeeded",
  "reopen",
  "restart",
  "resyncNeeded",
  "sent",
  "seq",
  "sessionGaveUp",
  "sessionNeedsNewSocket",
  "sessionWantsJoin",
  "slotLength",
  "slots",
  "steps",
  "templates",
  "tempo",
  "transportClosed",
  "transportOpened",
  "transportReceived",
  "wasSent",
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

/** The text of the script for pages; in development with names and warnings. */
export async function bundleClient({ isDevelopment = false } = {}) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["client/script.ts"],
    bundle: true,
    write: false,
    format: "iife",
    // Private fields need no helpers from here on; every browser since 2022 has them.
    target: "es2022",
    charset: "utf8",
    define: { __DEV__: String(isDevelopment) },
    legalComments: "none",
    plugins: [inlineTables, trimMorphdom],
    minify: !isDevelopment,
    ...(isDevelopment ? {} : { mangleProps: new RegExp(`^(${privateNames.join("|")})$`) }),
  });
  return isDevelopment ? outputFiles[0].text : shorten(outputFiles[0].text);
}

/** A second minifier inlines across functions, which the bundler does not: 600 bytes less after gzip. */
async function shorten(text) {
  const { code } = await minify(text, {
    ecma: 2022,
    module: true,
    compress: { passes: 3, unsafe_arrows: true, pure_getters: true, unsafe_methods: true },
  });
  return code;
}
