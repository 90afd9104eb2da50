// What the shop sells: sixty pots, by category, each of a form and in a glaze. A table, as a database would hold it.
import type { FormName } from "./forms.js";
import type { GlazeName } from "./glazes.js";

export const categories = [
  {
    id: "cups",
    name: "Cups",
    text: "For one pair of hands, from the first coffee to the last tea.",
  },
  {
    id: "bowls",
    name: "Bowls",
    text: "For soup, for rice, for dough, and for what has no other place.",
  },
  {
    id: "plates",
    name: "Plates",
    text: "Flat, or nearly: each is turned by hand and stands level.",
  },
  { id: "vases", name: "Vases", text: "For a single stem or for half the garden." },
  { id: "jugs", name: "Jugs & pots", text: "What pours, and what keeps." },
] as const;

export type Category = (typeof categories)[number]["id"];

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly category: Category;
  readonly form: FormName;
  readonly glaze: GlazeName;
  /** In euros. */
  readonly price: number;
  /** How many the kiln has given. */
  readonly stock: number;
  readonly about: string;
}

// name | form | glaze | price | stock | about
const tables: Record<Category, string> = {
  cups: `
Harbour tumbler | tumbler | harbour | 24 | 9 | Stands square on a boat's table and remembers the warmth.
Morning mug | mug | oat | 28 | 14 | The one that everybody reaches for first.
Fern tea bowl | teabowl | celadon | 32 | 6 | No handle, so that your hands have something to do.
Long beaker | beaker | ash | 30 | 8 | Tall enough for iced coffee and one thought too many.
Little black | espresso | tenmoku | 19 | 11 | Two sips deep, and black as what goes in.
Ember mug | mug | rust | 28 | 3 | Orange where the flame went by, brown where it stayed.
Snow tea bowl | teabowl | snow | 32 | 1 | White on white; the last of a firing that went well.
Rosehip tumbler | tumbler | rose | 24 | 7 | A quiet pink that came out of iron and a lot of patience.
Meadow mug | mug | moss | 28 | 5 | Green as the third week of May.
Buttercup espresso | espresso | butter | 19 | 12 | Small, yellow and in a good mood before you are.
Night beaker | beaker | harbour | 30 | 4 | For a glass of water beside the bed.
Cinder tumbler | tumbler | tenmoku | 24 | 0 | Dark outside, darker inside, gone for the moment.
Linen espresso | espresso | oat | 19 | 10 | The colour of the cloth that it stands on.
Tide tea bowl | teabowl | harbour | 34 | 2 | The glaze ran where it wanted and stopped just in time.`,
  bowls: `
Everyday bowl | rice | oat | 26 | 13 | Breakfast, lunch, supper, and the cherries in between.
Rain bowl | rice | ash | 26 | 9 | Grey has more colours than one thinks.
Pond bowl | wide | celadon | 48 | 4 | Wide and shallow, with a still green bottom.
Bread bowl | mixing | oat | 64 | 5 | Heavy enough to stay where it is while you knead.
Offering bowl | footed | snow | 54 | 2 | On a high foot, for fruit that deserves it.
Copper salad bowl | wide | rust | 48 | 6 | Greens look greener in it.
Pepper bowl | rice | tenmoku | 26 | 8 | For ramen, or anything else with a good broth.
Blue batter bowl | mixing | harbour | 64 | 3 | With a lip that pours and does not drip.
Blossom bowl | footed | rose | 54 | 4 | For sugar, for keys, for nothing at all.
Orchard bowl | wide | moss | 48 | 0 | As wide as four pears. Back after the next firing.
Lemon bowl | footed | butter | 54 | 3 | It was made for lemons and has never held anything else.
Frost bowl | rice | snow | 28 | 7 | Thin at the rim, so it rings when a spoon comes near.
Fog mixing bowl | mixing | ash | 64 | 4 | The middle one of three that fit into each other.`,
  plates: `
Dinner plate, rings | plate-rings | oat | 34 | 12 | The rings are the potter's fingers, one turn each.
Dinner plate, harbour | plate-rings | harbour | 34 | 8 | For white fish, if only for the picture.
Fern plate | plate-leaf | celadon | 38 | 5 | One frond, painted in four strokes before the glaze.
Dotted plate | plate-dots | snow | 32 | 9 | Sixteen dots, counted; the seventeenth is yours.
Half moon plate | plate-half | tenmoku | 36 | 6 | Dipped once, held by the rim, and never touched again.
Freckled plate | plate-plain | oat | 30 | 11 | Iron in the clay comes up through the white.
Cake plate | plate-dots | rose | 28 | 1 | Small, for the second piece. The last one for now.
Thyme plate | plate-leaf | moss | 38 | 4 | Painted after the bush beside the workshop's door.
Sunday plate | plate-half | butter | 36 | 7 | Half sun, half clay.
Slate plate | plate-plain | ash | 30 | 9 | As flat as plates get, for cheese and for bread.
Sunset plate | plate-half | rust | 36 | 3 | It comes out different each time; this one took the evening.`,
  vases: `
Heron bottle | bottle | ash | 58 | 4 | A long neck that carries one tall stem.
Moon jar | moon | snow | 120 | 1 | Two bowls made one, a little out of round, on purpose.
Bud vase, celadon | bud | celadon | 29 | 10 | For what you picked on the way home.
Bud vase, rose | bud | rose | 29 | 8 | For one peony, or for none.
Reed vase | cylinder | moss | 46 | 6 | Straight up, for straight grasses.
Lantern vase | shouldered | rust | 72 | 2 | Broad shoulders, a narrow foot, and a glow at dusk.
Gourd vase | gourd | tenmoku | 62 | 3 | After a gourd that grew over the fence.
Ink bottle | bottle | harbour | 58 | 5 | Blue that goes black where it pools.
Chimney vase | cylinder | oat | 46 | 7 | Throwing lines all the way up; run a finger along them.
Plum vase | shouldered | celadon | 76 | 2 | The old form for a branch in blossom.
Sun gourd | gourd | butter | 62 | 4 | It leans a little, towards the window.
Bud vase, ember | bud | rust | 29 | 9 | The smallest thing in the big kiln.`,
  jugs: `
Milk jug | jug | snow | 44 | 6 | Half a litre, and not a drop beside the cup.
Harvest jug | jug | rust | 46 | 3 | For cider, in the field or out of it.
Teapot for two | teapot | celadon | 88 | 3 | It pours in one clean line and stops when you do.
Black teapot | teapot | tenmoku | 92 | 1 | For strong tea and long evenings. One left.
Water carafe | carafe | harbour | 52 | 5 | Keeps its cool until the last glass.
Salt jar | jar | oat | 42 | 8 | A lid that sits, and a hand fits in.
Honey jar | jar | butter | 42 | 6 | You know where the honey is without reading.
Garden jug | jug | moss | 44 | 0 | Waters the pots on the sill. Sold out until the next firing.
Wine carafe | carafe | rose | 52 | 4 | A waist to hold it by.
Tea jar | jar | ash | 46 | 2 | Closes so well that you hear it.`,
};

function toProducts([category, table]: [string, string]): Product[] {
  return table
    .trim()
    .split("\n")
    .map((row) => {
      const [name = "", form, glaze, price, stock, about = ""] = row.split(" | ");
      return {
        id: name.toLowerCase().replace(/\W+/g, "-"),
        name,
        category: category as Category,
        form: form as FormName,
        glaze: glaze as GlazeName,
        price: Number(price),
        stock: Number(stock),
        about,
      };
    });
}

const shelves = Object.entries(tables).map(toProducts);
const longest = Math.max(...shelves.map(({ length }) => length));

/** As they stand on the shelf: one of each category after the other. */
export const products: readonly Product[] = Array.from({ length: longest }, (_, i) =>
  shelves.flatMap((shelf) => shelf[i] ?? []),
).flat();

const byId = new Map(products.map((product) => [product.id, product]));

export function productOf(id: unknown): Product | undefined {
  return byId.get(String(id));
}

const euros = new Intl.NumberFormat("en-IE", {
  style: "currency",
  currency: "EUR",
  maximumFractionDigits: 0,
});

export function priceText(amount: number): string {
  return euros.format(amount);
}
