/** Whoever wants to know of changes, and no more often than is of use. */
export type Watchers = {
  readonly changed: () => void;
  readonly watch: (told: () => void) => () => void;
  readonly close: () => void;
};

/** At most ten times a second. */
const LEAST_MS = 100;

/** The first change is told at once, those that follow together after a while; the last one always. */
export function createWatchers(leastMs = LEAST_MS): Watchers {
  const all = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let isMore = false;
  const tell = (): void => {
    isMore = false;
    timer = setTimeout(rested, leastMs);
    timer.unref();
    for (const told of all) told();
  };
  const rested = (): void => {
    timer = undefined;
    if (isMore) tell();
  };
  return {
    changed() {
      if (timer === undefined) tell();
      else isMore = true;
    },
    watch(told) {
      const each = (): void => told();
      all.add(each);
      return () => void all.delete(each);
    },
    close() {
      clearTimeout(timer);
      all.clear();
    },
  };
}
