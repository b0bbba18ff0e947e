import type { Progress } from "../../../src/engine/agent-view.ts";

/** Reading Tally takes most of the time of a run; the server's part at the end cannot be told in parts. */
const READING = 0.8;
const SENDING = 0.15;

/** How much of a run is done, 0 to 1; undefined while nobody knows how much there is. */
export function shareOf({ phase, windows, windowsDone, batches, batchesSent }: Progress): number | undefined {
  if (phase === "server") return READING + SENDING;
  if (phase === "sending") return READING + SENDING * part(batchesSent, batches);
  return windows === 0 ? undefined : READING * part(windowsDone, windows);
}

function part(done: number, all: number): number {
  return all <= 0 ? 0 : Math.min(Math.max(done / all, 0), 1);
}
