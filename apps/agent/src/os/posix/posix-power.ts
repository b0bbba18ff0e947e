const LOOK_MS = 30_000;
/** The clock ran on so much longer than we waited: the machine was asleep. */
const SLEPT_MS = 60_000;

/**
 * Tells of a wake by the clock, as there is no window to hear of it with. Sleep is known only afterwards, and a sign-out comes as a
 * signal.
 */
export function onClockJump(
  told: (what: "wake") => void,
  { now = Date.now, lookMs = LOOK_MS }: { now?: () => number; lookMs?: number } = {},
): () => void {
  let last = now();
  const timer = setInterval(() => {
    const at = now();
    if (at - last > lookMs + SLEPT_MS) told("wake");
    last = at;
  }, lookMs).unref();
  return () => clearInterval(timer);
}
