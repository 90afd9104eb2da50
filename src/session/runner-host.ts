// What a runner needs of its session, so that the two do not import each other.
import type { Action } from "../jsx/action.js";
import type { Component } from "../jsx/rendered.js";
import type { GoneReason } from "../wire/protocol.js";
import type { CallHost } from "./call.js";
import type { MoveHost, MovePage } from "./move.js";

export interface RunnerHost extends MoveHost {
  readonly page: RunnerPage | null;
  /** Of what the page shows, anything is out of date. */
  readonly isDirty: boolean;
  /** The messages that were ready have run: render and answer. */
  turnEnded(): void;
  end(reason: GoneReason): void;
  scheduleTurn(): void;
}

/** What is rendered. */
interface RunnerPage extends MovePage {
  findAction(boundary: number, fingerprint: string): Action | null;
  /** Whose actions have this owner. */
  componentOf(owner: string): CallHost | null;
  findComponent(component: Component, id: string | number): CallHost | null;
}
