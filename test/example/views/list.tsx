// Function components in a keyed list, each with an action of the view bound to its item.
import { type Action, defineView } from "slotwire";

interface Item {
  readonly id: number;
  readonly name: string;
}

function Row({ item, onRemove }: { item: Item; onRemove: Action }) {
  return (
    <tr>
      <td>{item.name}</td>
      <td>
        <button live-click={onRemove}>×</button>
      </td>
    </tr>
  );
}

export const List = defineView({
  mount: (): { items: readonly Item[] } => ({
    items: [
      { id: 1, name: "one" },
      { id: 2, name: "two" },
      { id: 3, name: "three" },
    ],
  }),
  actions: {
    remove: ({ items }, _ctx, id: number) => ({ items: items.filter((item) => item.id !== id) }),
  },
  render: ({ items }, on) => (
    <table>
      <tbody>
        {items.map((item) => (
          <Row key={item.id} item={item} onRemove={on.remove(item.id)} />
        ))}
      </tbody>
    </table>
  ),
});
