// A few thousand places for the search demo, made up and the same in every run, and a slow way to look them up.
import { setTimeout as wait } from "node:timers/promises";

export interface Place {
  readonly id: number;
  readonly name: string;
  readonly county: string;
  readonly people: number;
}

export interface Found {
  readonly places: readonly Place[];
  readonly total: number;
}

const stems = (
  "Alder Apple Ash Barley Beech Bell Birch Black Bramble Brook Cedar Clear Cloud Copper Crane Deep Dove Elder Elm Ember " +
  "Fairy Fern Field Finch Flint Fox Frost Glen Gold Grey Hart Hawk Hazel Heather Holly Iron Ivy Juniper Kestrel King Lark " +
  "Lime Linden Maple Marsh Mill Moss North Oak Orchard Otter Penny Pine Quarry Raven Reed River Rose Rowan Sand Sedge " +
  "Silver Stone Summer Swan Thorn Tide Violet Wild Willow Winter"
).split(" ");

const endings = (
  "bank beck bourne bridge brook bury by cliff combe cote croft dale den down end ey field ford gate ham haven head hill " +
  "holm hurst ing land ley mere mill minster moor mouth pool port rigg shaw stead stoke thorpe ton vale wick wold worth"
).split(" ");

const counties = ["Eastmark", "Fenshire", "Highmoor", "Lowland", "Southdown", "Westfold"];

const lookupMs = Number(process.env.LOOKUP_MS ?? 160);

export const places: readonly Place[] = stems.flatMap((stem, i) =>
  endings.map((ending, j) => {
    const id = i * endings.length + j;
    // Any function that scatters will do.
    const scattered = (id * 2654435761) % 2 ** 32;
    return {
      id,
      name: stem + ending,
      county: counties[scattered % counties.length] as string,
      people: 200 + (scattered % 97) ** 2 * 9,
    };
  }),
);

/** As from a database that takes its time; stops when nobody waits for the answer any more. */
export async function findPlaces(
  query: string,
  { signal, max }: { signal?: AbortSignal; max: number },
): Promise<Found> {
  await wait(lookupMs, undefined, signal && { signal });
  const wanted = query.toLowerCase();
  const matches = places
    .map((place) => ({ place, at: place.name.toLowerCase().indexOf(wanted) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || b.place.people - a.place.people);
  return { places: matches.slice(0, max).map(({ place }) => place), total: matches.length };
}
