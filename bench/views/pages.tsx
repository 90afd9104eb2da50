// What the bench's pages show, for the server and for the rows that time the tree and the client alone.
import type { Action } from "slotwire";
import type { makeItems } from "../servers/items.mjs";

export type Item = ReturnType<typeof makeItems>[number];

export const counterPage = (label: string, count: number) => (
  <div>
    {label}: {count} <button live-click="increment">+</button>
  </div>
);

export const boundPage = (label: string, count: number, add: Action) => (
  <div>
    {label}: {count} <button live-click={add}>+5</button>
  </div>
);

export function Row({ item }: { item: Item }) {
  return (
    <tr class={item.stock < 10 ? "low" : null}>
      <td>{item.id}</td>
      <td>{item.name}</td>
      <td>{item.price}</td>
      <td>{item.stock}</td>
    </tr>
  );
}

export const tablePage = (items: readonly Item[]) => (
  <table>
    <tbody>
      {items.map((item) => (
        <Row key={item.id} item={item} />
      ))}
    </tbody>
  </table>
);

export const scorePage = (home: number) => (
  <p>
    Score: <b>{home}</b>
  </p>
);
