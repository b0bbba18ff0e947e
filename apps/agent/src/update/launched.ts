/*
 * What the launcher (the executable) hands to the bundle that it runs in the same process. An older executable may run a newer bundle:
 * this only grows, and what was added later is optional.
 */

export type Launched = {
  /** Of the executable. */
  readonly launcher: string;
  /** Of the bundle that runs. */
  readonly version: string;
  readonly isEmbedded: boolean;
  /** Where the agent's data lies, as the command line or the system says. */
  readonly dataFolder: string;
  /** Public keys that releases are believed by, base64 of their DER. */
  readonly keys: readonly string[];
  /** Why this bundle and no newer one runs, for the log; empty where there is nothing to tell. */
  readonly notes: readonly string[];
  /** The window's server is up and the engine has turned once: this bundle may be kept. Told more than once does no harm. */
  readonly noteHealthy: () => void;
  /** This process is about to end because it was told to (quit, handed over to another, a command that is done): no sign of illness. */
  readonly noteEnd: () => void;
  /** Starts the executable anew, which waits for this process, and ends this one at once: whatever is to be kept is kept before. */
  readonly restart: (args?: readonly string[]) => never;
};

const PLACE = Symbol.for("cfa.agent.launched");
type Place = { [PLACE]?: Launched };

/** What the launcher handed over; undefined where the agent runs without one (`npm run agent`, tests). */
export function launched(): Launched | undefined {
  return (globalThis as Place)[PLACE];
}

/** For the launcher, before the bundle runs. */
export function handOver(what: Launched): void {
  (globalThis as Place)[PLACE] = what;
}
