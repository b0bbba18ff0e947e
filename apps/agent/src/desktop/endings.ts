/** Everything that can end the process, led to one end. */
export type Ending = {
  /** Ends what is at work and then the process, by `last` where it is not a plain exit. Called again it changes nothing. */
  readonly end: (code: number, reason: string, last?: () => void) => void;
};

/** What the process ends with after something that nobody caught. */
export const CRASHED = 70;
/** What takes longer than that goes on at the next start. */
const LONGEST_MS = 6_000;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"] as const;

export type Endable = {
  /** Begins to close before it first waits for anything: at sign-out there is no later. */
  readonly close: (code: number) => Promise<void>;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
  readonly exit: (code: number) => void;
};

/** Leads signals and what nobody caught to one orderly end. */
export function leadToOneEnd({ close, say, complain, exit }: Endable): Ending {
  let isEnding = false;
  const end: Ending["end"] = (code, reason, last = () => exit(code)) => {
    if (isEnding) return;
    isEnding = true;
    say(`The agent ends: ${reason}.`);
    const timer = setTimeout(last, LONGEST_MS).unref();
    const done = (): void => {
      clearTimeout(timer);
      for (const signal of SIGNALS) process.off(signal, signalled);
      process.off("uncaughtException", uncaught);
      last();
    };
    const finish = async (): Promise<void> => {
      try {
        await close(code);
      } catch (error) {
        complain(`Not everything was closed: ${String(error)}`);
      }
      done();
    };
    void finish();
  };
  const signalled = (signal: string): void => end(0, signal);
  const uncaught = (error: Error): void => {
    complain(`Not caught: ${error.stack ?? String(error)}`);
    end(CRASHED, "something went wrong that nobody expected");
  };
  for (const signal of SIGNALS) process.on(signal, signalled);
  process.on("uncaughtException", uncaught);
  return { end };
}
