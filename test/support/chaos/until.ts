// The wait of the chaos suite.

/** Resolves when it holds, or when the time is over: what is missing then is for the checks to say. */
export async function until(isTrue: () => boolean, withinMs: number): Promise<void> {
  const endMs = performance.now() + withinMs;
  while (!isTrue() && performance.now() < endMs) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
