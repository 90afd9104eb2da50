// What a pub/sub adapter does: carry envelopes between processes. Sessions never see it, only `PubSub`.

/** A message on its way, numbered by its publisher so that a receiver notices what it missed. */
export interface Envelope {
  readonly topic: string;
  readonly family: string | null;
  /** Who published it. */
  readonly process: string;
  /** Another epoch of the same process counts the topic's messages from 1 again. */
  readonly epoch: number;
  /** Counts the messages of this topic and process. */
  readonly number: number;
  readonly message: unknown;
}

/**
 * What an adapter tells when messages may have been lost: those of a topic, or of all (null), for
 * example because its connection was down. What is told too often costs work, what is not told is lost.
 */
export type Missed = (topic: string | null) => void;

/**
 * Carries envelopes. An envelope published in this process is delivered in this process too, through
 * `receive`, in the order of publishing; topics without a subscription here need not be delivered.
 */
export interface PubSubAdapter {
  start(receive: (envelope: Envelope) => void, missed: Missed): void | Promise<void>;
  /** Called once when the first subscriber of a topic comes, and once when its last one goes. */
  subscribe(topic: string): void | Promise<void>;
  unsubscribe(topic: string): void | Promise<void>;
  publish(envelope: Envelope): void | Promise<void>;
  close(): void | Promise<void>;
}
