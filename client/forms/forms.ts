// Live forms: which controls were used, what is kept over a fresh mount, what the server asks of forms.
import type { Interaction, InteractionHost, ViewMoment } from "../interaction-host.js";
import { FormCommands } from "./commands.js";
import { Recovery } from "./recovery.js";
import { Use, usedAttribute } from "./use.js";

export class Forms implements Partial<Interaction> {
  readonly #use = new Use();
  readonly #commands = new FormCommands(this.#use);
  readonly #recovery: Recovery;

  constructor(host: InteractionHost) {
    this.#recovery = new Recovery(host, (control) => this.#use.isEdited(control));
  }

  start(): void {
    this.#use.start();
    this.#commands.start();
  }

  moment(container: Element, moment: ViewMoment): void {
    if (moment === "replacing") this.#recovery.keep(container);
    else if (moment === "replaced") this.#recovery.send(container);
  }

  patched(): void {
    this.#commands.patched();
  }

  willMorph(el: Element, next: Element): void {
    if (el.hasAttribute(usedAttribute)) next.setAttribute(usedAttribute, "");
  }
}
