// The glazes: what they are called and how they look on a pot.
export interface Glaze {
  readonly name: string;
  /** The colour of the glaze, and of the clay where it stops. */
  readonly colour: string;
  readonly clay: string;
  /** The colour of what is painted on it. */
  readonly mark: string;
  readonly text: string;
}

const stoneware = "#c49a74";
const dark = "#7d5a45";
const pale = "#e4d3b8";

export const glazes = {
  celadon: {
    name: "Celadon",
    colour: "#a4c4ad",
    clay: pale,
    mark: "#5c8a72",
    text: "Iron, one part in a hundred, fired without air: green as shallow water.",
  },
  harbour: {
    name: "Harbour blue",
    colour: "#3a5a78",
    clay: stoneware,
    mark: "#1f364d",
    text: "Cobalt under a satin coat, deepest where it gathers.",
  },
  oat: {
    name: "Oat",
    colour: "#e6d9bf",
    clay: stoneware,
    mark: "#b08f66",
    text: "A matt white over speckled clay, warm to look at and to touch.",
  },
  rust: {
    name: "Ember",
    colour: "#c96f42",
    clay: dark,
    mark: "#8a3f20",
    text: "An old shino: orange by the flame, and no two alike.",
  },
  ash: {
    name: "Ash",
    colour: "#9aa09d",
    clay: stoneware,
    mark: "#666d6b",
    text: "Made of the ash of the workshop's own stove.",
  },
  tenmoku: {
    name: "Tenmoku",
    colour: "#42302a",
    clay: stoneware,
    mark: "#241815",
    text: "Black with a brown edge, where it thins over the rim.",
  },
  moss: {
    name: "Moss",
    colour: "#7c8a55",
    clay: dark,
    mark: "#4c5a30",
    text: "Copper and a little titanium, soft as its name.",
  },
  rose: {
    name: "Rose",
    colour: "#dda99d",
    clay: pale,
    mark: "#b36f66",
    text: "A tin white that blushes where the iron comes near.",
  },
  snow: {
    name: "Snow",
    colour: "#f4f0e7",
    clay: pale,
    mark: "#8fa3b5",
    text: "Clear glaze on porcelain. It hides nothing.",
  },
  butter: {
    name: "Butter",
    colour: "#e8bf58",
    clay: stoneware,
    mark: "#b3842a",
    text: "A yellow from before there were bright yellows.",
  },
} as const satisfies Record<string, Glaze>;

export type GlazeName = keyof typeof glazes;

export const glazeNames = Object.keys(glazes) as readonly GlazeName[];
