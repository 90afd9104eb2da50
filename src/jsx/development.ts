// Whether mistakes are reported loudly (development) or made harmless in silence (production).

let isOn = process.env.NODE_ENV !== "production";

/** True unless NODE_ENV was "production" when the process started. */
export function isDevelopment(): boolean {
  return isOn;
}

/** Runs `task` as if in the given mode; for tests, which have to see both. */
export function withDevelopment<Result>(value: boolean, task: () => Result): Result {
  const before = isOn;
  isOn = value;
  try {
    return task();
  } finally {
    isOn = before;
  }
}
