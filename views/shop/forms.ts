// The forms that the potter throws: half the outline of each, from the rim to the foot, and what is added to it.

/** How far the wall is from the middle, and at which height of a picture of 200 by 200. */
export type Ring = readonly [radius: number, y: number];

export interface Thrown {
  readonly rings: readonly Ring[];
  /** Down to which ring the glaze goes. */
  readonly glazedTo: number;
  readonly handle?: "ear" | "loop";
  readonly lip?: boolean;
  readonly spout?: boolean;
  readonly lid?: boolean;
  /** What a person has to know of it. */
  readonly size: string;
}

/** "37 76, 36 100" has a ring of 37 at 76, and one of 36 at 100. */
function turned(text: string): readonly Ring[] {
  return text.split(", ").map((ring) => {
    const [radius, y] = ring.split(" ").map(Number);
    return [radius ?? 0, y ?? 0];
  });
}

export const thrown = {
  tumbler: {
    rings: turned("37 76, 36 100, 33 132, 29 158, 25 166"),
    glazedTo: 2,
    size: "9 cm high, holds 240 ml",
  },
  mug: {
    rings: turned("39 80, 40 106, 39 138, 34 159, 27 167"),
    glazedTo: 3,
    handle: "ear",
    size: "9 cm high, holds 320 ml",
  },
  teabowl: {
    rings: turned("43 92, 46 114, 42 140, 28 158, 22 166"),
    glazedTo: 3,
    size: "7 cm high, holds 200 ml",
  },
  beaker: {
    rings: turned("37 54, 32 90, 28 128, 26 156, 23 166"),
    glazedTo: 2,
    size: "14 cm high, holds 350 ml",
  },
  espresso: {
    rings: turned("32 108, 33 130, 28 153, 21 166"),
    glazedTo: 2,
    handle: "ear",
    size: "6 cm high, holds 80 ml",
  },
  rice: {
    rings: turned("60 98, 57 121, 43 145, 25 157, 23 166"),
    glazedTo: 3,
    size: "15 cm across, holds 600 ml",
  },
  wide: {
    rings: turned("84 108, 74 128, 48 147, 28 156, 26 166"),
    glazedTo: 3,
    size: "28 cm across, 8 cm high",
  },
  mixing: {
    rings: turned("72 84, 70 114, 59 144, 40 165"),
    glazedTo: 2,
    lip: true,
    size: "24 cm across, holds 3 litres",
  },
  footed: {
    rings: turned("64 80, 59 102, 38 122, 16 135, 15 148, 28 166"),
    glazedTo: 3,
    size: "18 cm across, 12 cm high",
  },
  bottle: {
    rings: turned("14 28, 11 52, 15 82, 40 112, 45 136, 36 160, 30 167"),
    glazedTo: 4,
    size: "26 cm high",
  },
  moon: {
    rings: turned("21 44, 50 66, 66 104, 53 142, 30 160, 26 167"),
    glazedTo: 4,
    size: "30 cm high",
  },
  bud: {
    rings: turned("10 68, 9 88, 25 112, 34 135, 29 158, 23 166"),
    glazedTo: 3,
    size: "12 cm high",
  },
  cylinder: {
    rings: turned("32 40, 33 76, 32 118, 32 158, 28 167"),
    glazedTo: 2,
    size: "24 cm high",
  },
  shouldered: {
    rings: turned("19 36, 16 47, 49 71, 54 92, 40 132, 29 159, 32 167"),
    glazedTo: 4,
    size: "28 cm high",
  },
  gourd: {
    rings: turned("13 34, 25 56, 28 74, 19 94, 41 122, 47 143, 32 166"),
    glazedTo: 5,
    size: "22 cm high",
  },
  jug: {
    rings: turned("26 46, 21 68, 36 102, 45 132, 38 158, 30 167"),
    glazedTo: 4,
    handle: "loop",
    lip: true,
    size: "16 cm high, holds 500 ml",
  },
  teapot: {
    rings: turned("27 88, 50 101, 60 127, 49 154, 30 167"),
    glazedTo: 3,
    handle: "loop",
    spout: true,
    lid: true,
    size: "14 cm high, holds 700 ml",
  },
  carafe: {
    rings: turned("24 32, 14 70, 21 104, 39 137, 36 160, 32 167"),
    glazedTo: 3,
    size: "25 cm high, holds 1 litre",
  },
  jar: {
    rings: turned("44 82, 52 102, 52 138, 42 163, 36 167"),
    glazedTo: 2,
    lid: true,
    size: "13 cm high, holds 600 ml",
  },
} satisfies Record<string, Thrown>;

/** Plates are seen from above. */
export const plates = {
  "plate-rings": { size: "27 cm across" },
  "plate-leaf": { size: "24 cm across" },
  "plate-dots": { size: "22 cm across" },
  "plate-half": { size: "25 cm across" },
  "plate-plain": { size: "21 cm across" },
} as const;

export type ThrownName = keyof typeof thrown;
export type PlateName = keyof typeof plates;
export type FormName = ThrownName | PlateName;

export function isPlate(form: FormName): form is PlateName {
  return form in plates;
}

const small: readonly FormName[] = ["tumbler", "mug", "teabowl", "espresso", "rice", "bud"];

/** Seen from nearer by, so that a cup is not lost in its picture. */
export function isSmall(form: FormName): boolean {
  return small.includes(form);
}

export function sizeOf(form: FormName): string {
  return isPlate(form) ? plates[form].size : thrown[form].size;
}
