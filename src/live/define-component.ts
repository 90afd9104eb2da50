// `defineComponent`: checks what the author wrote and makes a tag of it whose instances have a state.
import { isDevelopment } from "../jsx/development.js";
import { createStateful } from "../jsx/stateful.js";
import { checkComponentOptions } from "./check-options.js";
import type { ComponentOptions, DefinedComponent } from "./component.js";
import type { ComponentDefinition } from "./component-definition.js";
import { createOnFactory } from "./component-on.js";
import { toHandler, toHandlerSet, type WrittenHandlers } from "./handlers.js";
import type { Run } from "./view-definition.js";

type NoProps = Record<never, never>;

/**
 * Defines a component with a state of its own inside a view. Each instance is known by its `id`, and
 * keeps its state as long as it is rendered somewhere in the view. Only the props are annotated, at
 * `state`; an event or action of the component changes its state and renders nothing but it.
 *
 * @throws LiveError `COMPONENT_OPTION`, `COMPONENT_OPTION_UNKNOWN`, `HANDLER_NAME`, `HANDLER_INVALID`,
 * `EVENT_AND_ACTION`
 * @example
 * ```tsx
 * import { defineComponent } from "slotwire";
 * export const Star = defineComponent({
 *   name: "star",
 *   state: (props: { initial: number }) => ({ value: props.initial }),
 *   actions: { set: (_state, _ctx, value: number) => ({ value }) },
 *   render: ({ value }, on) => (
 *     <span>
 *       {[1, 2, 3].map((each) => (
 *         <button aria-pressed={each <= value} live-click={on.set(each)}>★</button>
 *       ))}
 *     </span>
 *   ),
 * });
 * export const Rating = () => <Star id="star-1" initial={3} />;
 * ```
 */
export function defineComponent<
  State extends object,
  Events,
  Args,
  Messages,
  Topics,
  Props extends object = NoProps,
>(
  component: ComponentOptions<Props, State, Events, Args, Messages, Topics>,
): DefinedComponent<Props, Messages> {
  checkComponentOptions(component);
  const definition = toDefinition(component as unknown as ErasedOptions);
  // `Messages` exists as a type only.
  return createStateful(definition) as unknown as DefinedComponent<Props, Messages>;
}

type Written = Omit<
  ComponentDefinition,
  keyof WrittenHandlers | "topics" | "createOn" | "mounted"
> & { readonly mounted?: Run };
type ErasedOptions = Written & WrittenHandlers;

function toDefinition(options: ErasedOptions): ComponentDefinition {
  const { name } = options;
  const handlers = toHandlerSet(name, options);
  const { events, actions } = handlers;
  return {
    ...handlers,
    name,
    state: options.state,
    update: options.update ?? null,
    mounted: options.mounted === undefined ? null : toHandler("mounted", options.mounted),
    unmount: options.unmount ?? null,
    error: options.error ?? null,
    render: options.render,
    createOn: createOnFactory(
      { component: name, events: [...events.keys()], actions: [...actions.keys()] },
      isDevelopment(),
    ),
  };
}
