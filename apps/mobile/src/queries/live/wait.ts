const FIRST_MILLIS = 1_000;
const LONGEST_MILLIS = 60_000;

/** How long to wait before the next of so many tries: twice as long each time, and a chance apart so that not all come at once. */
export function waitMillis(tries: number, chance: number): number {
  return Math.min(LONGEST_MILLIS, FIRST_MILLIS * 2 ** Math.min(tries, 10)) * (0.5 + chance);
}

/** Waits; ends at once when it is no longer wanted. */
export function wait(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
