// A clock that the server pushes: one timer a session, stopped with it.
import { defineView } from "slotwire";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const timeOfDay = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "full" });
const marks = Array.from({ length: 12 }, (_, hour) => hour * 30);

function Hand({ name, degrees, length }: { name: string; degrees: number; length: number }) {
  return (
    <line class={`hand ${name}`} x2={0} y2={-length} transform={`rotate(${degrees.toFixed(1)})`} />
  );
}

export const Clock = defineView({
  mount: ({ ctx }) => {
    ctx.every(1000, "tick");
    return { now: Date.now() };
  },
  messages: {
    tick: () => ({ now: Date.now() }),
  },
  head: () => <title>Clock</title>,
  render: ({ now }) => {
    const date = new Date(now);
    const seconds = date.getSeconds();
    const minutes = date.getMinutes() + seconds / 60;
    const hours = (date.getHours() % 12) + minutes / 60;
    return (
      <section class="demo narrow" aria-labelledby="title">
        <h1 id="title">Clock</h1>
        <p class="lede">
          Nobody clicks here. Once a second the server renders, finds the slots that differ, and
          sends only those.
        </p>
        <div class="panel center">
          <svg class="face" viewBox="-50 -50 100 100" aria-hidden="true">
            <circle class="rim" r={47} />
            {marks.map((degrees) => (
              <line class="mark" y1={-42} y2={-38} transform={`rotate(${degrees})`} />
            ))}
            <Hand name="hours" degrees={hours * 30} length={22} />
            <Hand name="minutes" degrees={minutes * 6} length={32} />
            <Hand name="seconds" degrees={seconds * 6} length={36} />
            <circle class="pin" r={2} />
          </svg>
          <p class="readout">
            Server time{" "}
            <time role="timer" datetime={date.toISOString()}>
              {timeOfDay.format(date)}
            </time>
          </p>
          <p class="note">
            {day.format(date)}, {zone}
          </p>
        </div>
      </section>
    );
  },
});
