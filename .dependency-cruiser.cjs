// The layers: who may import whom. `npm run check` fails on any import, even of a type, that is not here.

/** A folder or file of src and what it may import besides itself; lower ones first. */
const layers = {
  "errors/": [],
  "errors.js": ["errors/"],
  "telemetry.js": [],
  "timer-ms.js": [],
  "wire/": [],
  "jsx/": ["wire/", "errors.js"],
  "tree/": ["wire/", "jsx/", "errors.js"],
  "live/": ["wire/", "jsx/", "errors.js"],
  "pubsub/": ["live/topic.js", "errors.js"],
  "stores/": ["errors.js"],
  "adapters/": ["pubsub/adapter.js", "timer-ms.js"],
  "redis/": ["adapters/", "pubsub/adapter.js", "stores/store.js", "errors.js", "timer-ms.js"],
  "nats/": ["adapters/", "pubsub/adapter.js", "stores/store.js", "errors.js", "timer-ms.js"],
  "compile/": ["wire/", "jsx/", "errors.js"],
};
const beside = ["compile/", "adapters/", "redis/", "nats/"];
const below = [...Object.keys(layers).filter((layer) => !beside.includes(layer))];
layers["session/"] = below;
layers["http/"] = [...below, "session/"];

const escaped = (path) => path.replaceAll(".", "\\.");
const anyOf = (paths) => `^src/(?:${paths.map(escaped).join("|")})`;

const layerRules = Object.entries(layers).map(([layer, allowed]) => ({
  name: `layer-${layer.replace(/\W+/g, "-").replace(/-$/, "")}`,
  comment: `src/${layer} imports only: ${allowed.join(", ") || "nothing of the others"}.`,
  severity: "error",
  from: { path: anyOf([layer]) },
  to: { path: "^(?:src|client|views|test|bench|dist)/", pathNot: anyOf([layer, ...allowed]) },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: "no-cycles",
      comment:
        "Whoever needs something from above declares the interface it needs in its own file.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "wire-is-plain",
      comment: "src/wire runs in the server and in the browser: no packages, nothing of Node.",
      severity: "error",
      from: { path: "^src/wire/" },
      to: { dependencyTypes: ["core", "npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg"] },
    },
    {
      name: "client-imports-wire-and-morphdom",
      comment: "The browser's code takes from the server only what both sides share.",
      severity: "error",
      from: { path: "^client/" },
      to: { path: ".", pathNot: "^(?:client/|src/wire/)|node_modules/morphdom/" },
    },
    {
      name: "views-use-the-public-api",
      comment: "The demos are written as an app outside this repository would be.",
      severity: "error",
      from: { path: "^views/" },
      to: { path: "^(?:src|client|test|bench|scripts)/" },
    },
    {
      name: "no-barrels-inside",
      comment: "The index files are for the outside; inside, a file imports what it needs by name.",
      severity: "error",
      // script.ts is no part of the inside: it is what the document loads, and starts the page.
      from: { path: "^(?:src|client)/", pathNot: "^client/script\\.js$" },
      to: { path: "^(?:src/index\\.js|client/index\\.js|src/testing/index\\.js)$" },
    },
    {
      name: "no-dev-dependencies-in-src",
      comment:
        "What is published may import only what is installed with it (@babel/types with @babel/parser), or is an optional peer (ioredis, @nats-io).",
      severity: "error",
      from: { path: "^src/" },
      to: {
        dependencyTypes: ["npm-dev"],
        pathNot: "node_modules/(?:@types|@babel/types|ioredis|@nats-io)/",
      },
    },
    {
      name: "everything-resolves",
      comment: "An import of something that is not there, or not in package.json.",
      severity: "error",
      from: { path: "^(?:src|client|views)/" },
      // The package's own name is resolved by Node and tsc, and by tests of the built package.
      to: { couldNotResolve: true, pathNot: "^slotwire(?:/|$)" },
    },
  ],
  options: {
    // The rules are checked on an outline of the sources (scripts/check-layers.mjs): the same
    // folders and names, but .js files that hold the imports alone, those of types included.
    doNotFollow: { path: ["node_modules"] },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".js", ".json", ".d.ts"],
    },
  },
};
