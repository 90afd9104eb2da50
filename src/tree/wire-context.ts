// What naming templates and actions to one page needs: the templates that it has, each sent once, and its salt.
import type { Template } from "../jsx/rendered.js";
import type { WireTemplates } from "../wire/patch.js";

/** Shared by all that have nothing to bring: most pages are never patched. */
const none: readonly Template[] = [];

export class WireContext {
  readonly salt: number;
  /** Ids; null while it has none. */
  #sent: Set<string> | null = null;
  #fresh = none;

  constructor(salt: number) {
    this.salt = salt;
  }

  /** The id of a template that is about to be named; the patch under way brings it when it is new. */
  idOf(template: Template): string {
    this.#sent ??= new Set();
    if (!this.#sent.has(template.id)) {
      this.#sent.add(template.id);
      this.#fresh = [...this.#fresh, template];
    }
    return template.id;
  }

  /** What the patch under way has to bring. */
  takeTemplates(): WireTemplates {
    const templates = this.#fresh.flatMap(({ id, statics, kinds }) => [id, statics, kinds]);
    this.#fresh = none;
    return templates;
  }

  /** The patch under way is not sent after all. */
  dropTemplates(): void {
    for (const { id } of this.#fresh) this.#sent?.delete(id);
    this.#fresh = none;
  }

  /** The page has none any more. */
  forgetTemplates(): void {
    this.#sent = null;
    this.#fresh = none;
  }
}
