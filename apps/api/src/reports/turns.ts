import { ApiFailure } from "../errors.ts";

/** Runs at most `atOnce` works at a time; up to `waiting` more wait for their turn, the next is refused. */
export function createTurns(options: { atOnce: number; waiting: number }) {
  let running = 0;
  const queue: (() => void)[] = [];
  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= options.atOnce) {
      if (queue.length >= options.waiting) throw new ApiFailure("too-many");
      await new Promise<void>((resolve) => queue.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running--;
    }
  };
}
