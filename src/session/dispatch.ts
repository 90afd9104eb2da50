// Which handler a message is for, whose it is, and with what it is called.
import type { Action } from "../jsx/action.js";
import type { Handler } from "../live/view-definition.js";
import { missedChannel } from "../telemetry.js";
import type { UrlMessage } from "../wire/client-frames.js";
import type { CallHost } from "./call.js";
import { type CallSubject, messageSubject } from "./call-subject.js";
import type { CalledMail, SentMail } from "./effects.js";
import { reportUnknown } from "./handled.js";
import type { Timer, TopicMail } from "./holdings.js";
import { urlHandler } from "./move.js";
import { ownEvents } from "./own-events.js";
import type { OwnMail } from "./own-mail.js";
import type { RunnerHost } from "./runner-host.js";

/** A handler, and whose it is. */
export interface Found {
  readonly host: CallHost;
  readonly handler: Handler;
}

export interface Invocation extends Found {
  readonly subject: CallSubject;
  readonly input: unknown;
}

/** Of all but events. Null when whoever it was for is gone by now. */
export function invocationOf(
  mail: UrlMessage | Timer | TopicMail | SentMail | CalledMail | OwnMail,
  session: RunnerHost,
): Invocation | null {
  switch (mail.type) {
    case "url": {
      const subject = { where: urlHandler.name, ref: mail.ref, payload: {} };
      return { host: session, handler: urlHandler, subject, input: mail.href };
    }
    case "timer": {
      const { holdings, name } = mail;
      const handler = holdings.host.definition.messages.get(name);
      if (!holdings.takeTimer(mail) || handler === undefined) return null;
      return messageTo(holdings.host, handler, undefined);
    }
    case "topic":
      if (!mail.holdings.isSubscribed(mail.topic)) return null;
      return messageTo(mail.holdings.host, mail.handler, mail.message);
    case "sent": {
      const host = session.page?.findComponent(mail.component, mail.id);
      const handler = host?.definition.messages.get(mail.name);
      if (host && handler) return messageTo(host, handler, mail.value);
      const { component, id, name } = mail;
      return missed(session, { component: component.name, id: String(id), name });
    }
    case "called": {
      const { action } = mail;
      const found = findHandler(action, session);
      if (found === null) {
        return missed(session, { component: action.owner, id: "", name: action.name });
      }
      return messageTo(found.host, found.handler, action.arg);
    }
    case "own":
      return mail.host.isOver ? null : messageTo(mail.host, mail.handler, undefined);
  }
}

/** The handler of an action, and whose it is; null when that is not rendered any more. */
export function findHandler(action: Action, session: RunnerHost): Found | null {
  const host = action.owner === "" ? session : session.page?.componentOf(action.owner);
  if (!host) return null;
  const { actions, events } = host.definition;
  // A component has no names on the page: its events are bound as its actions are.
  const handler =
    actions.get(action.name) ?? (action.owner === "" ? undefined : events.get(action.name));
  return handler === undefined ? null : { host, handler };
}

/** What the page calls by name. In development the author is told of a name that nothing has. */
export function findEvent(name: string, session: RunnerHost): Found | null {
  const handler = session.definition.events.get(name) ?? ownEvents.get(name);
  if (handler !== undefined) return { host: session, handler };
  reportUnknown(session, name);
  return null;
}

/** Names a handler in reports: `set`, or `star.set` of a component. */
export function placeOf({ props, definition }: CallHost, handler: Handler): string {
  return props === null ? handler.name : `${definition.name}.${handler.name}`;
}

function messageTo(host: CallHost, handler: Handler, input: unknown): Invocation {
  return { host, handler, subject: messageSubject(placeOf(host, handler)), input };
}

function missed(session: RunnerHost, what: { component: string; id: string; name: string }): null {
  if (missedChannel.hasSubscribers) {
    const { identity, definition } = session;
    missedChannel.publish({ sessionId: identity.id, view: definition.name, ...what });
  }
  return null;
}
