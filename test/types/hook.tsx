// What must and what must not compile about hooks and their props; the compiler is the test.
import { hook } from "slotwire";

declare module "slotwire" {
  interface HookProps {
    TypedChart: { readonly points: readonly number[]; readonly title?: string };
    TypedClock: { readonly zone?: string };
  }
}

export const values = [
  hook("TypedChart", { points: [1, 2] }),
  hook("TypedChart", { points: [], title: "Prices" }),
  hook("TypedClock"),
  hook("TypedClock", { zone: "UTC" }),
  // Not declared: any plain props, or none.
  hook("Anything"),
  hook("Anything", { at: 1 }),
  // @ts-expect-error props are needed
  hook("TypedChart"),
  // @ts-expect-error points are numbers
  hook("TypedChart", { points: ["1"] }),
  // @ts-expect-error there is no such prop
  hook("TypedClock", { zon: "UTC" }),
];

export const markup = (
  <figure live-hook={hook("TypedChart", { points: [] })} live-update="ignore" />
);
