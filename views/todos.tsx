// A list to work with: keyed items, a form, edit in place, a filter; all state on the server.
import { type Action, defineView } from "slotwire";
import { keepTodos, type Todo, todosOf } from "./todo-lists.js";

type Filter = "all" | "open" | "done";

const filters: readonly { filter: Filter; label: string }[] = [
  { filter: "all", label: "All" },
  { filter: "open", label: "Open" },
  { filter: "done", label: "Done" },
];

const emptyTexts: Record<Filter, string> = {
  all: "No todos yet. Add the first one above.",
  open: "Nothing left to do.",
  done: "Nothing is done yet.",
};

const maxTodos = 200;
const maxLength = 120;

function titleOf(value: unknown): string {
  return typeof value === "string" ? value.trim().slice(0, maxLength) : "";
}

function isShown({ isDone }: Todo, filter: Filter): boolean {
  return filter === "all" || isDone === (filter === "done");
}

/** Ticking and removing are forms of one button: those work without scripts too. */
interface ItemProps {
  readonly todo: Todo;
  /** Whether it was edited just now: the focus goes back to where the editing began. */
  readonly isEdited: boolean;
  readonly onToggle: Action;
  readonly onEdit: Action;
  readonly onRemove: Action;
}

function Item({ todo, isEdited, onToggle, onEdit, onRemove }: ItemProps) {
  return (
    <li class={["todo", { done: todo.isDone }]}>
      <form class="todo-tool" live-submit={onToggle}>
        <button
          type="submit"
          class="check"
          role="checkbox"
          aria-checked={todo.isDone}
          aria-label={todo.title}
        />
      </form>
      <span class="todo-title">{todo.title}</span>
      <button
        type="button"
        class="button quiet"
        aria-label={`Edit ${todo.title}`}
        autofocus={isEdited}
        live-click={onEdit}
      >
        Edit
      </button>
      <form class="todo-tool" live-submit={onRemove}>
        <button type="submit" class="button quiet" aria-label={`Remove ${todo.title}`}>
          <span aria-hidden="true">×</span>
        </button>
      </form>
    </li>
  );
}

function Editor({ todo, onSave, onCancel }: { todo: Todo; onSave: Action; onCancel: Action }) {
  return (
    <li class="todo">
      <form class="todo-edit" live-submit={onSave}>
        <input
          class="field"
          name="title"
          aria-label="New title"
          value={todo.title}
          maxlength={maxLength}
          autofocus
          live-keydown={onCancel}
          live-key="Escape"
        />
        <button type="submit" class="button primary">
          Save
        </button>
        <button type="button" class="button quiet" live-click={onCancel}>
          Cancel
        </button>
      </form>
    </li>
  );
}

export const Todos = defineView({
  mount: ({ session }) => ({
    todos: todosOf(session.visitor),
    filter: "all" as Filter,
    editing: null as number | null,
    edited: null as number | null,
  }),
  events: {
    add: ({ todos }, ctx) => {
      const title = titleOf(ctx.payload.title);
      if (title === "" || todos.length >= maxTodos) return {};
      const id = Math.max(0, ...todos.map((todo) => todo.id)) + 1;
      return keepTodos(ctx.session.visitor, [...todos, { id, title, isDone: false }]);
    },
    clearDone: ({ todos }, ctx) =>
      keepTodos(
        ctx.session.visitor,
        todos.filter(({ isDone }) => !isDone),
      ),
  },
  actions: {
    show: (_state, _ctx, filter: Filter) => ({ filter, edited: null }),
    toggle: ({ todos }, ctx, id: number) =>
      keepTodos(
        ctx.session.visitor,
        todos.map((todo) => (todo.id === id ? { ...todo, isDone: !todo.isDone } : todo)),
      ),
    remove: ({ todos }, ctx, id: number) =>
      keepTodos(
        ctx.session.visitor,
        todos.filter((todo) => todo.id !== id),
      ),
    edit: (_state, _ctx, id: number) => ({ editing: id, edited: id }),
    cancel: () => ({ editing: null }),
    save: ({ todos }, ctx, id: number) => {
      const title = titleOf(ctx.payload.title);
      if (title === "") return { editing: null };
      const saved = todos.map((todo) => (todo.id === id ? { ...todo, title } : todo));
      return { ...keepTodos(ctx.session.visitor, saved), editing: null };
    },
  },
  head: () => <title>Todos</title>,
  render: ({ todos, filter, editing, edited }, on) => {
    const shown = todos.filter((todo) => isShown(todo, filter));
    const openCount = todos.filter(({ isDone }) => !isDone).length;
    return (
      <section class="demo narrow" aria-labelledby="title">
        <h1 id="title">Todos</h1>
        <p class="lede">
          Items are keyed, so one is added or removed without touching the others. What you type
          stays yours while the page changes around it.
        </p>
        <div class="panel">
          <form class="todo-add" live-submit="add" live-reset>
            <input
              class="field"
              name="title"
              aria-label="What is to do?"
              placeholder="What is to do?"
              autocomplete="off"
              maxlength={maxLength}
            />
            <button type="submit" class="button primary">
              Add
            </button>
          </form>
          <div class="segments" role="group" aria-label="Show">
            {filters.map((each) => (
              <button
                type="button"
                class="segment"
                aria-pressed={each.filter === filter}
                live-click={on.show(each.filter)}
              >
                {each.label}
              </button>
            ))}
          </div>
          <ul class="todos" aria-label="Todos">
            {shown.map((todo) =>
              todo.id === editing ? (
                <Editor
                  key={`edit-${todo.id}`}
                  todo={todo}
                  onSave={on.save(todo.id)}
                  onCancel={on.cancel()}
                />
              ) : (
                <Item
                  key={todo.id}
                  todo={todo}
                  isEdited={todo.id === edited}
                  onToggle={on.toggle(todo.id)}
                  onEdit={on.edit(todo.id)}
                  onRemove={on.remove(todo.id)}
                />
              ),
            )}
          </ul>
          {shown.length === 0 && <p class="empty">{emptyTexts[filter]}</p>}
          <div class="todo-foot">
            <p class="note" aria-live="polite">
              {openCount} {openCount === 1 ? "item" : "items"} left
            </p>
            <form live-submit="clearDone">
              <button type="submit" class="button quiet" disabled={openCount === todos.length}>
                Clear done
              </button>
            </form>
          </div>
        </div>
      </section>
    );
  },
});
