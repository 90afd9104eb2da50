// What a call asked for that is no frame: done when its turn is committed.
import type { CalledMail, Effect, SentMail } from "./effects.js";
import type { Services } from "./services.js";

interface Performer {
  readonly services: Services;
  post(mail: SentMail | CalledMail): void;
}

/** Frames are left to the socket. */
export function performEffect(session: Performer, effect: Effect): void {
  switch (effect.type) {
    case "frame":
    case "error":
    case "status":
    case "flash":
    case "clear-flash":
      return;
    case "publish":
      return void session.services.pubsub.publish(effect.topic, effect.message);
    case "unsubscribe":
      return effect.holder.unsubscribe(effect.topic);
    case "start-timer":
      return effect.holder.startTimer(effect.timer);
    case "load":
      return effect.holder.startLoad(effect.name, effect.input);
    case "stop-timer":
      return effect.holder.stopTimer(effect.name);
    case "sent":
    case "called":
      return session.post(effect);
  }
}
