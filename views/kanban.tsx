// A board for everyone: cards are dragged or moved by their buttons, and a topic tells every open tab.
import { defineView } from "slotwire";
import {
  addCard,
  type Column,
  changes,
  columns,
  currentBoard,
  isFull,
  maxTitle,
  moveCard,
  shiftCard,
  titleOf,
} from "./board.js";
import { CardOnBoard } from "./card.js";

export const Kanban = defineView({
  mount: ({ ctx }) => {
    ctx.subscribe(changes);
    return {
      cards: currentBoard(),
      dragged: null as number | null,
      moved: null as number | null,
      said: "",
    };
  },
  events: {
    add: (_state, ctx) => {
      ctx.publish(changes, addCard(titleOf(ctx.payload.title)));
    },
    release: () => ({ dragged: null }),
  },
  actions: {
    drag: (_state, _ctx, id: number) => ({ dragged: id, moved: null }),
    drop: ({ dragged }, ctx, to: { column: Column; before: number | null }) => {
      if (dragged !== null) ctx.publish(changes, moveCard(dragged, to.column, to.before));
      return { dragged: null };
    },
    move: ({ cards }, ctx, to: { id: number; column: Column }) => {
      ctx.publish(changes, moveCard(to.id, to.column, null));
      const title = cards.find(({ id }) => id === to.id)?.title ?? "";
      const name = columns.find(({ id }) => id === to.column)?.name ?? "";
      return { moved: to.id, said: `“${title}” is now in ${name}.` };
    },
    shift: (_state, ctx, { id, by }: { id: number; by: -1 | 1 }) => {
      ctx.publish(changes, shiftCard(id, by));
    },
  },
  messages: {
    changed: { topic: changes, run: (_state, _ctx, cards) => ({ cards }) },
  },
  head: () => (
    <>
      <title>Kanban</title>
      <link rel="stylesheet" href="/kanban.css" />
    </>
  ),
  render: ({ cards, dragged, moved, said }, on) => (
    <section class="demo" aria-labelledby="title">
      <h1 id="title">Kanban</h1>
      <p class="lede">
        One board for everyone who is here. Each card is a component with a state of its own: edit
        one, and your draft stays with it while somebody else moves it across the board.
      </p>
      <p class="visually-hidden" role="status">
        {said}
      </p>
      <div class={["board", dragged !== null && "dragging"]} live-on-dragend={on.release}>
        {columns.map((column, columnAt) => {
          const own = cards.filter((card) => card.column === column.id);
          const next = columns[columnAt + 1];
          const back = columns[columnAt - 1];
          return (
            <section
              class="column"
              aria-labelledby={`column-${column.id}`}
              live-on-dragover=""
              live-on-drop={on.drop({ column: column.id, before: null })}
              live-prevent
            >
              <h2 id={`column-${column.id}`}>
                {column.name} <span class="count">{own.length}</span>
              </h2>
              <ul>
                {own.map((card, at) => (
                  <CardOnBoard
                    key={card.id}
                    id={card.id}
                    card={card}
                    isMoved={card.id === moved}
                    isDragged={card.id === dragged}
                    isFirst={at === 0}
                    isLast={at === own.length - 1}
                    onMove={next ? on.move({ id: card.id, column: next.id }) : null}
                    onMoveBack={back ? on.move({ id: card.id, column: back.id }) : null}
                    onUp={on.shift({ id: card.id, by: -1 })}
                    onDown={on.shift({ id: card.id, by: 1 })}
                    onDrag={on.drag(card.id)}
                    onDrop={on.drop({ column: column.id, before: card.id })}
                  />
                ))}
              </ul>
              {column.id === "todo" && (
                <form class="card-add" live-submit="add" live-reset>
                  <input
                    class="field"
                    name="title"
                    aria-label="A new card"
                    placeholder="A new card"
                    autocomplete="off"
                    maxlength={maxTitle}
                    disabled={isFull(cards)}
                  />
                  <button type="submit" class="button primary" disabled={isFull(cards)}>
                    Add
                  </button>
                </form>
              )}
            </section>
          );
        })}
      </div>
    </section>
  ),
});
