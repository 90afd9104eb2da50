// The last thing that a process does: its topics and its store end, and neither holds up the end of the process.
import { reportError } from "../telemetry.js";
import type { Services } from "./services.js";
import { within } from "./within.js";

/** How long either may take: all is said and stored. */
const lastMs = 2_000;

/** Rejects never. `emptied`: no socket is left. */
export async function endServices(services: Services, emptied: () => Promise<void>): Promise<void> {
  const { scheduler, admission, alarms, pubsub } = services;
  scheduler.close();
  admission.close();
  alarms.close();
  await within(lastMs, [pubsub.close()]);
  await emptied();
  await within(lastMs, [closeStore(services)]);
}

async function closeStore({ keeping, onError }: Services): Promise<void> {
  try {
    await keeping?.store.close();
  } catch (error) {
    reportError(onError, error, { view: null, where: "store", sessionId: null });
  }
}
