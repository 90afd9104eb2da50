// What a binding can hold besides a name: a reference to an event, or an action with its argument bound.

/** A reference to a public event, as in `on.rename`; printed as the event's name. */
export class EventRef {
  readonly event: string;

  constructor(event: string) {
    this.event = event;
  }
}

/** Whose handlers an action belongs to: "" for the view, else the id of a stateful component. */
export type ActionOwner = string;

/**
 * An action name with an argument that never leaves the server, as in `on.remove(item.id)`.
 * Two actions are equal when owner, name and argument (by value) are.
 */
export class Action {
  readonly owner: ActionOwner;
  readonly name: string;
  readonly arg: unknown;

  constructor(owner: ActionOwner, name: string, arg: unknown) {
    this.owner = owner;
    this.name = name;
    this.arg = arg;
  }
}
