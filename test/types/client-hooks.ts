// What must and what must not compile about hooks in the browser; the compiler is the test.
import { type Hook, type HookContext, start } from "slotwire/client";

interface ChartProps {
  readonly points: readonly number[];
}

const Chart: Hook<ChartProps, HTMLCanvasElement, { last?: number; draw(): void }> = {
  mounted() {
    this.draw();
    this.el.getContext("2d");
    this.handle<{ at: number }>("point", ({ at }) => {
      this.last = at;
    });
  },
  async updated() {
    const answer = await this.push("drawn", { count: this.props.points.length });
    this.run([[13, 0]]);
    // @ts-expect-error nobody knows what the server answers
    answer.length;
    // @ts-expect-error there is no such prop
    this.props.point;
    // @ts-expect-error props are the server's
    this.props = { points: [] };
  },
  draw() {
    this.last = this.props.points.at(-1) ?? 0;
  },
};

class Clock {
  readonly #context: HookContext<{ readonly zone: string }, HTMLTimeElement>;

  constructor(context: HookContext<{ readonly zone: string }, HTMLTimeElement>) {
    this.#context = context;
  }

  mounted(): void {
    this.#context.el.dateTime = this.#context.props.zone;
    // @ts-expect-error a payload is text in the end
    this.#context.push("zone", { zone: { name: "UTC" } });
  }
}

export const page = start({ hooks: { Chart, Clock, Small: { mounted() {} } } });
page.hook("Late", Chart);
// @ts-expect-error neither a hook nor a class of one
page.hook("Late", 7);
