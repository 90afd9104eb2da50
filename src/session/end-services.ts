// The last thing that a process does: its topics and its store end, and neither holds up the end of the process.
import type { Services } from "./services.js";
import { within } from "./within.js";

/** How long either may take: all is said and stored. */
const lastMs = 2_000;

interface EndingHost {
  readonly services: Services;
  /** No socket is left. */
  readonly heartbeats: { emptied(): Promise<void> };
  /** The store knows of all that ended with those. */
  readonly sleepers: { settled(): Promise<void> };
}

/** Rejects never. */
export async function endServices(host: EndingHost): Promise<void> {
  const { services, heartbeats, sleepers } = host;
  const { scheduler, admission, alarms, pubsub } = services;
  scheduler.close();
  admission.close();
  alarms.close();
  await within(lastMs, [pubsub.close()]);
  await heartbeats.emptied();
  await within(lastMs, [sleepers.settled()]);
  await within(lastMs, [closeStore(services)]);
}

async function closeStore({ keeping, problems }: Services): Promise<void> {
  try {
    await keeping?.store.close();
  } catch (error) {
    problems.tell(error, { view: null, where: "store", sessionId: null });
  }
}
