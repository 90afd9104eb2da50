// Mistakes with stateful components: their definition, their ids, and where they are rendered.
import { type ErrorTable, type Explanation, show } from "./explanation.js";

export const componentErrors = {
  COMPONENT_OPTION: (details: { option: string; expected: string; got: unknown }): Explanation => ({
    expected: `"${details.option}" of a component to be ${details.expected}`,
    got: show(details.got),
    fix: ["defineComponent", "name", "state", "render"].includes(details.option)
      ? 'a component needs name, state and render: defineComponent({ name: "star", state: () => ({}), render: () => <p /> })'
      : "correct it, or leave it out",
  }),
  COMPONENT_OPTION_UNKNOWN: ({ option, nearest }: { option: string; nearest: string | null }) => ({
    expected: "an option that defineComponent knows",
    got: `"${option}"`,
    fix: nearest === null ? "remove it" : `write "${nearest}"`,
  }),
  COMPONENT_ID: ({ name, got }: { name: string; got: unknown }): Explanation => ({
    expected: `<${name}> to have an id, a string or a number`,
    got: show(got),
    fix: `give each instance an id of its own: <${name} id={item.id} />`,
  }),
  COMPONENT_OUTSIDE_VIEW: ({ name }: { name: string }): Explanation => ({
    expected: `the stateful component "${name}" to be rendered in TSX of a live view`,
    got: "a call of it as a function, or a page without a session",
    fix: "write it as a tag inside a view; in layouts and static pages use a function component",
  }),
  CTX_ARGUMENT: (details: { method: string; expected: string; got: unknown }): Explanation => ({
    expected: `ctx.${details.method} with ${details.expected}`,
    got: show(details.got),
    fix: "write ctx.send(Star, id, message, value) with what defineComponent returned, ctx.call(ctx.props.onPick) with an action from on",
  }),
  DUPLICATE_COMPONENT: ({ name, id }: { name: string; id: string }): Explanation => ({
    expected: `the ids of all <${name}> in a view to differ`,
    got: `id ${show(id)} more than once`,
    fix: 'put what tells them apart into the id: id={"menu-" + item.id}',
  }),
  COMPONENT_STATE: ({ name, got }: { name: string; got: unknown }): Explanation => ({
    expected: `state of component "${name}" to return a plain object at once`,
    got: show(got),
    fix: "return an object: state: (props) => ({ open: false }); load data in the view, or in a handler",
  }),
} satisfies ErrorTable;
