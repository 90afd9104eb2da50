// The templates that one page was told of; each travels once.
import type { Template } from "../jsx/rendered.js";
import type { WireTemplates } from "../wire/patch.js";

export class SentTemplates {
  #sent = new Set<string>();
  #fresh: Template[] = [];

  /** The id of a template that is about to be named; the patch under way brings it when it is new. */
  idOf(template: Template): string {
    if (!this.#sent.has(template.id)) {
      this.#sent.add(template.id);
      this.#fresh.push(template);
    }
    return template.id;
  }

  /** What the patch under way has to bring. */
  takeFresh(): WireTemplates {
    const templates = this.#fresh.flatMap(({ id, statics, kinds }) => [id, statics, kinds]);
    this.#fresh = [];
    return templates;
  }

  /** The patch under way is not sent after all. */
  dropFresh(): void {
    for (const { id } of this.#fresh) this.#sent.delete(id);
    this.#fresh = [];
  }

  clear(): void {
    this.#sent.clear();
    this.#fresh = [];
  }
}
