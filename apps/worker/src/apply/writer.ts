/** Writes one behind: the caller goes on reading while the last thing it handed over is being written. */
export type Writer = {
  /** Waits until the last write has ended, then starts this one. An error of the last is thrown here. */
  write(work: () => Promise<void>): Promise<void>;
  /** Waits until nothing is being written. */
  idle(): Promise<void>;
};

/** A writer with at most one write under way, so that what waits in memory is bounded. */
export function createWriter(): Writer {
  let last: Promise<void> = Promise.resolve();
  return {
    async write(work) {
      await last;
      last = work();
      last.catch(() => undefined); // thrown to whoever waits for it next
    },
    idle: () => last,
  };
}
