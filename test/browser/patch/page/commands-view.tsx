// The page that random commands and patches work on: a keyed list of items.
import type { Random } from "../../../support/tree-gen/random.js";
import type { Said } from "./commands-model.js";

export const classNames = ["a", "b", "c"];
const styles = [null, "color: red", "display: none", "color:blue;display:none"];

export interface Item extends Said {
  readonly id: string;
}

export function view(items: readonly Item[], beside: number) {
  return (
    <div>
      <b>{beside}</b>
      <ul>
        {items.map(({ id, classes, title, style, text }) => (
          <li key={id} id={id} class={classes.join(" ") || null} title={title} style={style}>
            <span id={`${id}-text`}>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function randomItem(random: Random, id: string): Item {
  return {
    id,
    classes: classNames.filter(() => random.chance(0.4)),
    title: random.pick([null, "s", "t"]),
    style: random.pick(styles),
    text: String(random.below(100)),
  };
}
