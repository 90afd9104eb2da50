// Typed names of what is published: one topic, or a family of topics with one type of message.
import { LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import { deepFreeze, findNonPlain } from "./plain-data.js";

/**
 * The name of what is published, with the type of its messages.
 * Topic names come from the app's code, never from the page.
 */
export interface Topic<Message> {
  readonly name: string;
  /** The family this topic is of, null when it stands alone. */
  readonly family: string | null;
  /** Carries the type only; never set. */
  readonly __message?: (message: Message) => Message;
}

/** Topics with one type of message, told apart by an id. */
export interface TopicFamily<Message> {
  readonly family: string;
  /** Names one topic of the family. */
  of(id: string | number): Topic<Message>;
  /** Carries the type only; never set. */
  readonly __message?: (message: Message) => Message;
}

const maxNameChars = 256;
const idKinds = ["string", "number", "bigint"];

/**
 * Names a topic.
 *
 * @example
 * ```ts
 * import { topic } from "slotwire";
 * export const scores = topic<{ home: number; away: number }>("scores");
 * export const rooms = topic.family<{ text: string }>("rooms");
 * const lobby = rooms.of("lobby");
 * ```
 */
export function topic<Message>(name: string): Topic<Message> {
  assertName(name);
  return { name, family: null };
}

topic.family = function family<Message>(name: string): TopicFamily<Message> {
  assertName(name);
  return {
    family: name,
    of(id) {
      const topicName = `${name}#${id}`;
      // `rooms#undefined` would be one topic for all who forgot the id.
      const got = idKinds.includes(typeof id) ? topicName : id;
      if (got !== topicName || got.length > maxNameChars)
        throw new LiveError("TOPIC_NAME", { got });
      return { name: topicName, family: name };
    },
  };
};

/** In all modes: a name or a family instead of a topic would reach nobody, in silence. */
export function assertTopic(given: unknown, method: string): void {
  const { name, family } = (given ?? {}) as { readonly name?: unknown; readonly family?: unknown };
  if (typeof name === "string" && family !== undefined) return;
  throw new LiveError("TOPIC_EXPECTED", { method, got: given });
}

/** In development: other processes could not receive what is no data, and receivers share one message. */
export function checkMessage(topic: Topic<unknown>, message: unknown): void {
  if (!isDevelopment()) return;
  const path = findNonPlain(message);
  if (path !== null) throw new LiveError("MESSAGE_NOT_PLAIN", { topic: topic.name, path });
  deepFreeze(message);
}

/** `#` parts a family from an id, so that no lone topic can be mistaken for one of a family. */
function assertName(name: string): void {
  const isName = typeof name === "string" && name !== "" && name.length <= maxNameChars;
  if (!isName || name.includes("#")) throw new LiveError("TOPIC_NAME", { got: name });
}
