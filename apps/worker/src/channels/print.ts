import type { Channel, OpenChannel } from "./channel.ts";

/** A letter: it is taken at once, lies among those to print, and a person says when it is printed. It needs no account. */
export const openPrint: OpenChannel = (): Channel => ({
  provider: "print",
  send: ({ attemptId }) => Promise.resolve({ kind: "accepted", providerId: attemptId }),
  ask: () => Promise.resolve("cannot-say"),
});
