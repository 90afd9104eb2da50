// The tokens of printed forms: made when a page has such forms, checked before a POST mounts anything.
import { type FormToken, signFormToken, verifyFormToken } from "../session/form-token.js";
import type { Session } from "../session/session.js";
import { deriveTokenKeys, type TokenKeys, TokenPurpose } from "../session/token.js";
import type { PrintedForms } from "./printed-forms.js";

export interface FormTokenOptions {
  readonly secrets: readonly string[];
  readonly owner: string;
  readonly maxAgeMs: number;
}

/** One per live app. */
export class FormTokens {
  readonly #keys: TokenKeys;
  readonly #options: FormTokenOptions;

  constructor(options: FormTokenOptions) {
    this.#options = options;
    this.#keys = deriveTokenKeys(options.secrets, TokenPurpose.form);
  }

  /** Made when the first form asks, since most pages have none. */
  of(session: Session, cookieId: string): PrintedForms {
    const { owner } = this.#options;
    const keys = this.#keys;
    let made: FormToken | undefined;
    let names: ReadonlyMap<string, string> | undefined;
    const make = (): FormToken => {
      made ??= signFormToken(
        { sessionId: session.id, owner, issuedAtMs: Date.now() },
        keys,
        cookieId,
      );
      return made;
    };
    return {
      get token() {
        return make().token;
      },
      actionName(fingerprint) {
        names ??= session.page?.renamedActions(make().salt);
        return names?.get(fingerprint) ?? null;
      },
    };
  }

  verify(token: string, cookieId: string): FormToken | null {
    const { maxAgeMs } = this.#options;
    return verifyFormToken(token, { keys: this.#keys, cookieId, nowMs: Date.now(), maxAgeMs });
  }
}
