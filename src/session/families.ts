// Which sessions are nested in which: when one ends, those in it end too.
import type { GoneReason } from "../wire/protocol.js";
import type { SessionIdentity } from "./session-parts.js";

interface Member {
  readonly id: string;
  readonly identity: Pick<SessionIdentity, "nesting">;
  /** It goes on elsewhere. */
  readonly isLeft: boolean;
  end(reason: GoneReason): void;
}

export class Families {
  /** By the id of the session that they are nested in. */
  readonly #nested = new Map<string, Set<Member>>();

  add(member: Member): void {
    const parentId = parentOf(member);
    if (parentId === null) return;
    const siblings = this.#nested.get(parentId);
    if (siblings === undefined) this.#nested.set(parentId, new Set([member]));
    else siblings.add(member);
  }

  /** The session is not here any more. */
  ended(member: Member): void {
    this.#remove(member);
    // Those of a session that goes on elsewhere go on by themselves.
    if (member.isLeft) return;
    // Their pages are told, since they may still show them.
    for (const nested of this.#nested.get(member.id) ?? []) nested.end("unknown");
  }

  #remove(member: Member): void {
    const parentId = parentOf(member);
    if (parentId === null) return;
    const siblings = this.#nested.get(parentId);
    siblings?.delete(member);
    if (siblings?.size === 0) this.#nested.delete(parentId);
  }
}

function parentOf({ identity }: Member): string | null {
  return identity.nesting?.parentId ?? null;
}
