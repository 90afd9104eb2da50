// What makes an account of the signup demo: its schema, its plans, and how strong a password is.
import { setTimeout as wait } from "node:timers/promises";
import { form } from "slotwire";
import { z } from "zod";

export const plans = [
  { value: "solo", name: "Solo", text: "For one pair of hands" },
  { value: "team", name: "Team", text: "Up to ten, one bill" },
  { value: "club", name: "Club", text: "Everyone you know" },
] as const;

const taken = new Set(["ada@example.org", "grace@example.org"]);

/** Stands for a look into a database. */
const isFree = (address: string) => wait(150, !taken.has(address.toLowerCase()));

const account = z.object({
  email: z
    .email("This is no email address yet.")
    .refine(isFree, "Somebody has signed up with this address."),
  password: z.string().min(8, "Use at least 8 characters."),
  plan: z.enum(
    plans.map(({ value }) => value),
    "Choose one of the plans.",
  ),
  guests: z
    .array(z.object({ name: z.string().trim().min(1, "Who is it?").max(60) }))
    .max(4, "Four guests are as many as fit."),
  terms: z.literal("on", "This one is needed."),
});

export const signup = form(account, {
  id: "signup",
  initial: { email: "", password: "", plan: "solo", guests: [] },
});

export const strengths = ["", "weak", "fair", "good", "strong"] as const;

/** Where its word stands in `strengths`. */
export function strengthOf(password: string): number {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\w]/].filter((kind) => kind.test(password)).length;
  if (password === "") return 0;
  return Math.min(4, Math.max(1, Math.floor(password.length / 5) + kinds - 1));
}
