// A card of the kanban demo: a component with a state of its own, its draft.
import { type Action, defineComponent } from "slotwire";
import {
  type Card,
  type Column,
  changes,
  columns,
  maxTitle,
  removeCard,
  renameCard,
  titleOf,
} from "./board.js";

interface CardProps {
  readonly card: Card;
  /** It was moved by its buttons just now: they keep the focus, wherever the card went. */
  readonly isMoved: boolean;
  readonly isDragged: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: Action | null;
  readonly onMoveBack: Action | null;
  readonly onUp: Action;
  readonly onDown: Action;
  readonly onDrag: Action;
  readonly onDrop: Action;
}

function neighbour(column: Column, by: -1 | 1) {
  return columns[columns.findIndex(({ id }) => id === column) + by];
}

interface ToolProps {
  readonly sign: string;
  readonly label: string;
  readonly handler: Action | null;
  readonly isDisabled?: boolean;
  readonly hasFocus?: boolean;
}

function Tool({ sign, label, handler, isDisabled = false, hasFocus = false }: ToolProps) {
  return (
    <button
      type="button"
      class="tool"
      aria-label={label}
      title={label}
      live-click={handler}
      disabled={isDisabled || handler === null}
      autofocus={hasFocus}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

/** Whoever edits a card keeps the draft, also while somebody else moves the card to another column. */
export const CardOnBoard = defineComponent({
  name: "card",
  state: (_props: CardProps) => ({ draft: null as string | null, wasEdited: false }),
  events: {
    edit: (_state, ctx) => ({ draft: ctx.props.card.title }),
    type: (_state, ctx) => ({ draft: String(ctx.payload.title ?? "").slice(0, maxTitle) }),
    cancel: () => ({ draft: null, wasEdited: true }),
    save: (_state, ctx) => {
      const title = titleOf(ctx.payload.title);
      if (title === "") return {};
      ctx.publish(changes, renameCard(ctx.props.card.id, title));
      return { draft: null, wasEdited: true };
    },
    remove: (_state, ctx) => {
      ctx.publish(changes, removeCard(ctx.props.card.id));
    },
  },
  render: ({ draft, wasEdited }, on, { props }) => {
    const { card, isMoved, isDragged, isFirst, isLast } = props;
    const { title, column } = card;
    if (draft !== null) {
      return (
        <li class="card-note editing">
          <form live-submit={on.save}>
            <input
              class="field"
              name="title"
              aria-label={`Title of “${title}”`}
              value={draft}
              maxlength={maxTitle}
              autocomplete="off"
              live-input={on.type}
              live-debounce="150"
              live-keydown={on.cancel}
              live-key="Escape"
              autofocus
            />
            <div class="row">
              <button type="submit" class="button primary">
                Save
              </button>
              <button type="button" class="button" live-click={on.cancel}>
                Cancel
              </button>
              <button type="button" class="button quiet" live-click={on.remove}>
                Delete
              </button>
            </div>
          </form>
        </li>
      );
    }
    const back = neighbour(column, -1);
    const next = neighbour(column, 1);
    return (
      <li
        class={["card-note", isDragged && "dragged"]}
        draggable="true"
        live-on-dragstart={props.onDrag}
        live-on-drop={props.onDrop}
        live-prevent="drop"
        live-stop="drop"
      >
        <p>{title}</p>
        <div class="tools-row" role="group" aria-label={`“${title}”`}>
          {back && (
            <Tool
              sign="←"
              label={`Move “${title}” to ${back.name}`}
              handler={props.onMoveBack}
              hasFocus={isMoved && next === undefined}
            />
          )}
          <Tool sign="↑" label={`Move “${title}” up`} handler={props.onUp} isDisabled={isFirst} />
          <Tool
            sign="↓"
            label={`Move “${title}” down`}
            handler={props.onDown}
            isDisabled={isLast}
          />
          {next && (
            <Tool
              sign="→"
              label={`Move “${title}” to ${next.name}`}
              handler={props.onMove}
              hasFocus={isMoved}
            />
          )}
          <Tool sign="✎" label={`Edit “${title}”`} handler={on.edit} hasFocus={wasEdited} />
        </div>
      </li>
    );
  },
});
