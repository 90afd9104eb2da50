// The picture of a product, drawn from its form and its glaze: no photo, no file, and nothing of it is inline style.
import { isPlate, isSmall, type PlateName, type Ring, type Thrown, thrown } from "./forms.js";
import { type Glaze, glazes } from "./glazes.js";
import { around, bodyOf, linesOf, rimOf, specksOf, stripeOf } from "./outline.js";
import type { Product } from "./products.js";

const plateY = 102;

function Handle({ form, colour }: { form: Thrown; colour: string }) {
  const [upper, lower] = [form.rings[0] as Ring, form.rings[form.rings.length - 2] as Ring];
  const isEar = form.handle === "ear";
  const [x, y] = [100 + upper[0] - 4, upper[1] + (isEar ? 12 : 8)];
  const [endX, endY] = [100 + lower[0] - 6, lower[1] - (isEar ? 12 : 22)];
  const out = isEar ? 34 : 46;
  const path = `M${x} ${y}C${x + out} ${y - 8} ${endX + out} ${endY + 4} ${endX} ${endY}`;
  const width = isEar ? 9 : 8;
  return (
    <>
      <path d={path} fill="none" stroke={colour} stroke-width={width} stroke-linecap="round" />
      <path d={path} fill="none" stroke="#000" stroke-opacity=".16" stroke-width={width / 3} />
    </>
  );
}

function Spout({ rings, colour }: { rings: readonly Ring[]; colour: string }) {
  const [radius, y] = rings[2] as Ring;
  const x = 100 - radius;
  const path = `M${x + 8} ${y - 16}C${x - 12} ${y - 14} ${x - 14} ${y - 36} ${x - 26} ${y - 38}l-4 7C${x - 22} ${y - 20} ${x - 20} ${y + 8} ${x + 8} ${y + 14}Z`;
  return <path d={path} fill={colour} />;
}

function Lid({ rim, colour }: { rim: Ring; colour: string }) {
  const [radius, y] = rim;
  const dome: readonly Ring[] = [
    [radius * 0.2, y - radius * 0.42 - 2],
    [radius * 0.72, y - radius * 0.26],
    [radius - 1, y],
  ];
  return (
    <>
      <path d={bodyOf(dome)} fill={colour} />
      <path d={stripeOf(dome, 0.4, 1)} fill="#000" fill-opacity=".14" />
      <path d={linesOf([[radius - 1, y]])} fill="none" stroke="#000" stroke-opacity=".3" />
      <circle cx="100" cy={y - radius * 0.42 - 7} r="7" fill={colour} />
      <circle cx="98" cy={y - radius * 0.42 - 9} r="2.4" fill="#fff" fill-opacity=".4" />
    </>
  );
}

function Pot({ form, glaze }: { form: Thrown; glaze: Glaze }) {
  const { rings } = form;
  const [rim, glazed] = [rings[0] as Ring, rings.slice(0, form.glazedTo + 1)];
  const foot = rings.at(-1) as Ring;
  const [lipX, lipY] = [100 - rim[0], rim[1]];
  return (
    <>
      <ellipse class="shadow" cx="106" cy={foot[1] + 5} rx={foot[0] + 26} ry="8" />
      {form.handle && <Handle form={form} colour={glaze.colour} />}
      {form.spout && <Spout rings={rings} colour={glaze.colour} />}
      <path d={bodyOf(rings)} fill={glaze.clay} />
      <path d={bodyOf(glazed)} fill={glaze.colour} />
      {form.lip && (
        <path
          d={`M${lipX + 12} ${lipY - 5}L${lipX - 9} ${lipY - 4}Q${lipX - 4} ${lipY + 12} ${lipX + 5} ${lipY + 22}Z`}
          fill={glaze.colour}
        />
      )}
      <path d={specksOf(glazed, 22)} class="specks" stroke={glaze.mark} />
      <path d={linesOf(glazed.slice(1))} class="turns" stroke={glaze.mark} />
      <path d={stripeOf(rings, 0.3, 1)} fill="#000" fill-opacity=".1" />
      <path d={stripeOf(rings, 0.7, 1)} fill="#000" fill-opacity=".13" />
      <path d={stripeOf(glazed, -0.8, -0.55)} fill="#fff" fill-opacity=".2" />
      <ellipse {...rimOf(rim)} fill={glaze.colour} />
      <ellipse {...rimOf(rim)} fill="#fff" fill-opacity=".28" />
      <ellipse {...rimOf(rim, 2.5)} fill={glaze.mark} />
      <ellipse {...rimOf(rim, 2.5)} fill="#000" fill-opacity=".22" />
      {form.lid && <Lid rim={rim} colour={glaze.colour} />}
    </>
  );
}

function Decor({ form, glaze }: { form: PlateName; glaze: Glaze }) {
  switch (form) {
    case "plate-rings":
      return [22, 34, 46].map((radius) => (
        <circle class="turns" cx="100" cy={plateY} r={radius} stroke={glaze.mark} />
      ));
    case "plate-dots":
      return Array.from({ length: 16 }, (_, i) => {
        const [cx, cy] = around(62, i / 16, plateY);
        return <circle cx={cx} cy={cy} r="3" fill={glaze.mark} />;
      });
    case "plate-leaf":
      return (
        <path
          d="M70 134Q96 112 132 70M82 124q-14-6-12-20 14 4 16 16M84 122q6 14 20 12-2-14-15-17M96 110q-14-6-12-21 14 5 16 17M98 108q7 13 21 11-3-14-16-16M110 96q-12-6-10-19 12 5 14 15M112 94q7 11 19 8-3-12-14-13"
          fill={glaze.mark}
          fill-opacity=".75"
          stroke={glaze.mark}
          stroke-width="2"
          stroke-linejoin="round"
        />
      );
    case "plate-half":
      return <path d={`M39 141A72 72 0 0 0 161 63Z`} fill={glaze.clay} />;
    case "plate-plain":
      return null;
  }
}

function Plate({ form, glaze }: { form: PlateName; glaze: Glaze }) {
  const specks = Array.from({ length: 34 }, (_, i) =>
    around(68 * Math.sqrt(((i + 1) * 0.618) % 1), i * i * 0.137, plateY).join(" "),
  );
  return (
    <>
      <circle class="shadow" cx="104" cy={plateY + 6} r="75" />
      <circle cx="100" cy={plateY} r="74" fill={glaze.clay} />
      <circle cx="100" cy={plateY} r="72" fill={glaze.colour} />
      <Decor form={form} glaze={glaze} />
      <path d={specks.map((point) => `M${point}h0`).join("")} class="specks" stroke={glaze.mark} />
      <circle class="well" cx="100" cy={plateY} r="56" />
      <path d="M48 76A58 58 0 0 1 92 45" class="gleam" />
    </>
  );
}

interface PictureProps {
  readonly of: Product;
  /** Where nothing else says what it is. */
  readonly label?: string;
}

export function Picture({ of: { form, glaze }, label }: PictureProps) {
  const look = glazes[glaze];
  return (
    <svg
      class="pot"
      viewBox={isSmall(form) ? "28 40 144 144" : "4 2 192 192"}
      role={label === undefined ? null : "img"}
      aria-label={label ?? null}
      aria-hidden={label === undefined ? "true" : null}
    >
      {isPlate(form) ? (
        <Plate form={form} glaze={look} />
      ) : (
        <Pot form={thrown[form]} glaze={look} />
      )}
    </svg>
  );
}
