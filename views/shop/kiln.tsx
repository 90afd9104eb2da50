// A page that always breaks, to be seen doing it: what it throws goes to Express, whose error handler answers.
import { defineView } from "slotwire";

export const Kiln = defineView({
  name: "shop-kiln",
  mount: (): { readonly heat: number } => {
    throw new Error("The kiln is cold.");
  },
  render: ({ heat }) => <h1>{heat} °C</h1>,
});
