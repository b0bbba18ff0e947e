import { expect, test } from "vitest";

import type { Progress } from "../../../src/engine/agent-view.ts";
import { shareOf } from "./share-of.ts";

const progress: Progress = {
  phase: "reading",
  windowsDone: 0,
  windows: 0,
  month: null,
  records: 0,
  batchesSent: 0,
  batches: 0,
};

test("a run whose parts are not counted yet has no share", () => {
  expect(shareOf(progress)).toBeUndefined();
});

test("the share grows from phase to phase and ends below the whole: what the server does is not counted", () => {
  const shares = [
    shareOf({ ...progress, windows: 20 }),
    shareOf({ ...progress, windows: 20, windowsDone: 20 }),
    shareOf({ ...progress, phase: "sending", batches: 0 }),
    shareOf({ ...progress, phase: "sending", batches: 4, batchesSent: 2 }),
    shareOf({ ...progress, phase: "server" }),
  ];
  expect(shares).toEqual([0, 0.8, 0.8, 0.8 + 0.075, 0.95].map((share) => expect.closeTo(share)));
});

test("more done than planned, as when a part was halved, is no more than all of it", () => {
  expect(shareOf({ ...progress, windows: 20, windowsDone: 23 })).toBe(0.8);
});
