// A view that follows a topic: subscribe, then load.
import { defineView, topic } from "slotwire";

export const scores = topic<{ home: number; away: number }>("scores");

export const Match = defineView({
  mount: ({ ctx }) => {
    ctx.subscribe(scores);
    return { home: 0 };
  },
  messages: {
    score: { topic: scores, run: (_state, _ctx, { home }) => ({ home }) },
  },
  render: ({ home }) => <p>{home}</p>,
});
