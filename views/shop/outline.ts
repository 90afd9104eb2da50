// Lines of a thrown pot as the paths of an SVG: its outline, the light along its wall, its rings.
import type { Ring } from "./forms.js";

const middle = 100;
/** How much of a ring's depth is seen: we look at the pots from a little above. */
const tilt = 0.16;

type Point = readonly [x: number, y: number];

const short = (value: number) => String(Math.round(value * 10) / 10);
const at = ([x, y]: Point) => `${short(x)} ${short(y)}`;

/** The point of a ring: 1 is its right end, 0 its middle in front, -1 its left end. */
function pointOf([radius, y]: Ring, side: number): Point {
  return [middle + side * radius, y + tilt * radius * Math.sqrt(1 - side * side)];
}

/** A curve through all points, each segment led by its neighbours (Catmull and Rom, as cubic Béziers). */
function curve(points: readonly Point[]): string {
  let path = "";
  for (let i = 0; i + 1 < points.length; i++) {
    const from = points[i] as Point;
    const to = points[i + 1] as Point;
    const [before, after] = [points[i - 1] ?? from, points[i + 2] ?? to];
    const first: Point = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
    const second: Point = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
    path += `C${at(first)} ${at(second)} ${at(to)}`;
  }
  return path;
}

/** The ring's edge in front, from its right end to its left one or back. */
function edge(ring: Ring, to: 1 | -1): string {
  const [radius] = ring;
  return `A${short(radius)} ${short(radius * tilt)} 0 0 ${to === 1 ? 0 : 1} ${at(pointOf(ring, to))}`;
}

/** The pot from its first ring to its last. */
export function bodyOf(rings: readonly Ring[]): string {
  const [top, bottom] = [rings[0] as Ring, rings.at(-1) as Ring];
  const right = rings.map((ring) => pointOf(ring, 1));
  const left = rings.map((ring) => pointOf(ring, -1)).reverse();
  return `M${at(pointOf(top, 1))}${curve(right)}${edge(bottom, -1)}${curve(left)}${edge(top, 1)}Z`;
}

/** What lies between two sides of the wall, all the way down: light or shade. */
export function stripeOf(rings: readonly Ring[], from: number, to: number): string {
  const down = rings.map((ring) => pointOf(ring, to));
  const up = rings.map((ring) => pointOf(ring, from)).reverse();
  return `M${at(down[0] as Point)}${curve(down)}L${at(up[0] as Point)}${curve(up)}Z`;
}

/** The front of rings as thin lines: what the potter's fingers left. */
export function linesOf(rings: readonly Ring[]): string {
  return rings.map((ring) => `M${at(pointOf(ring, -1))}${edge(ring, 1)}`).join("");
}

export interface Oval {
  readonly cx: number;
  readonly cy: number;
  readonly rx: number;
  readonly ry: number;
}

export function rimOf([radius, y]: Ring, thickness = 0): Oval {
  const rx = Math.max(1, radius - thickness);
  return { cx: middle, cy: y, rx, ry: Math.round(rx * tilt * 10) / 10 };
}

/** Dots over the wall, the same for the same pot: one path of lines without a length. */
export function specksOf(rings: readonly Ring[], count: number): string {
  let path = "";
  for (let i = 1; i <= count; i++) {
    const along = ((i * i * 0.137) % 1) * (rings.length - 1);
    const [a, b] = [rings[Math.floor(along)] as Ring, rings[Math.floor(along) + 1] as Ring];
    const part = along % 1;
    const ring: Ring = [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
    path += `M${at(pointOf(ring, ((i * 0.755) % 1) * 1.7 - 0.85))}h0`;
  }
  return path;
}

/** A point on a circle around the middle of a plate. */
export function around(radius: number, turn: number, centreY: number): Point {
  const angle = turn * 2 * Math.PI;
  return [
    Math.round((middle + radius * Math.sin(angle)) * 10) / 10,
    Math.round((centreY - radius * Math.cos(angle)) * 10) / 10,
  ];
}
