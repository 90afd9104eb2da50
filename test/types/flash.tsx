// What must and what must not compile about messages that are shown once; the compiler is the test.
import { defineComponent, defineView, type Flash } from "slotwire";

const Notice = ({ text }: { text: string | undefined }) => (text ? <p live-flash>{text}</p> : null);

export const Notes = defineView({
  mount: ({ ctx }) => {
    ctx.flash("info", "Welcome");
    ctx.clearFlash("info");
    return { title: "" };
  },
  params: ({ ctx }) => {
    ctx.flash("info", "Moved");
  },
  events: {
    save: (_state, ctx) => {
      ctx.flash("info", "Saved");
      ctx.clearFlash();
      // @ts-expect-error: a message has a kind
      ctx.flash("Saved");
      // @ts-expect-error: a message is a text
      ctx.flash("info", { text: "Saved" });
      // @ts-expect-error: one kind at a time
      ctx.clearFlash("info", "error");
    },
  },
  render: ({ title }, _on, { flash }) => {
    // @ts-expect-error: there may be none of a kind
    const text: string = flash.info;
    // @ts-expect-error: messages are set by ctx.flash
    flash.info = "Saved";
    return (
      <main title={title}>
        <Notice text={flash.info} />
        <b>{text}</b>
      </main>
    );
  },
});

export const Bar = defineComponent({
  name: "bar",
  state: () => ({}),
  events: { close: (_state, ctx) => ctx.clearFlash("info") },
  render: (_state, on, { flash }) => (
    <button live-click={on.close}>{(flash satisfies Flash).error}</button>
  ),
});
