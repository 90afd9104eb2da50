// Whether mistakes are reported loudly (development) or made harmless in silence (production).

let isOn = isWanted();
let isForced = false;

/** True unless NODE_ENV was "production" when this was loaded, or when `createLive` was called after that. */
export function isDevelopment(): boolean {
  return isOn;
}

/**
 * The mode as of now: imports run before anything else of a module, so that an app which reads its
 * settings from a file itself, as with dotenv, has set NODE_ENV only after this was loaded.
 */
export function readMode(): boolean {
  if (!isForced) isOn = isWanted();
  return isOn;
}

/** Runs `task` as if in the given mode; for tests, which have to see both. */
export function withDevelopment<Result>(value: boolean, task: () => Result): Result {
  const before = { isOn, isForced };
  isOn = value;
  isForced = true;
  try {
    return task();
  } finally {
    ({ isOn, isForced } = before);
  }
}

function isWanted(): boolean {
  return process.env.NODE_ENV !== "production";
}
