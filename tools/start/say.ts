const startedAt = performance.now();

/** Whole seconds since the start began. */
export function secondsSinceStart(): number {
  return Math.round((performance.now() - startedAt) / 1000);
}

const SILENCE_MS = 10_000;
let isHushed = false;
let lastSaidAt = startedAt;

/** From now on nothing is said: what fails because the start is ending is no news. */
export function hush(): void {
  isHushed = true;
}

/** One line of progress, with the seconds it came after. */
export function say(line: string): void {
  if (isHushed) return;
  lastSaidAt = performance.now();
  console.log(`${String(secondsSinceStart()).padStart(4)} s  ${line}`);
}

/** Until the answer is called, no long step is silent: a line comes at least every ten seconds. */
export function keepSaying(): () => void {
  const timer = setInterval(() => {
    if (performance.now() - lastSaidAt > SILENCE_MS) say("  …still working");
  }, 1_000);
  timer.unref();
  return () => clearInterval(timer);
}
