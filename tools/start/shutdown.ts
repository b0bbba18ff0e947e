import { setTimeout as sleep } from "node:timers/promises";

type Step = () => void | Promise<void>;

const SAME_MS = 500;
const STEP_MS = 40_000; // a database that does not end at once is made to after 30 s

/**
 * What must be undone when the start ends, latest first. It ends on Ctrl-C, on a signal, and when the process that
 * started it is gone; a second Ctrl-C does not wait.
 */
export function createShutdown() {
  const undo: Step[] = [];
  const first: Step[] = [];
  let ending: Promise<void> | undefined;
  let endingSince = 0;
  const end = (code: number): Promise<void> => {
    if (ending === undefined) endingSince = performance.now();
    ending ??= unwind([...undo, ...first]).then(() => process.exit(code));
    return ending;
  };
  return {
    /** Adds a step; a step whose thing is still being made should wait for it. */
    onEnd: (step: Step): void => void undo.push(step),
    /** Adds a step that comes before all others. */
    firstOnEnd: (step: Step): void => void first.push(step),
    end,
    isEnding: (): boolean => ending !== undefined,
    /** `codeNow` answers the exit code of an end that a person asked for. */
    listen(codeNow: () => number): void {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
        process.on(signal, () => {
          // One Ctrl-C can arrive twice: as itself and through the process above.
          const isSecond = ending !== undefined && performance.now() - endingSince > SAME_MS;
          if (isSecond && signal === "SIGINT") process.exit(130);
          void end(codeNow());
        });
      }
      process.on("disconnect", () => void end(codeNow()));
      // A reader that went away (`npm start | head`) is no reason to fall over.
      for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
    },
  };
}

async function unwind(undo: Step[]): Promise<void> {
  for (const step of undo.toReversed()) {
    try {
      await Promise.race([step(), sleep(STEP_MS, undefined, { ref: false })]);
    } catch (error) {
      console.error(`While ending: ${String(error)}`);
    }
  }
}
