import type { Nudge } from "@cfa/contract/nudges";
import { expect, test } from "vitest";

import { groupedPages, partyGroups } from "./party-groups";

const nudge = (nudgeId: string, name: string | null) =>
  ({ nudgeId, party: name === null ? null : { partyId: `pty_${name}`, name }, class: "late" }) as Nudge;
const shown = (nudges: readonly Nudge[]) =>
  partyGroups(nudges).map(({ party, nudges: own }) => [
    party?.name ?? null,
    own.map(({ nudgeId }) => nudgeId),
  ]);

test("messages to one party stand together where its first one does", () => {
  expect(shown([nudge("1", "Ram"), nudge("2", "Asha"), nudge("3", "Ram")])).toEqual([
    ["Ram", ["1", "3"]],
    ["Asha", ["2"]],
  ]);
});

test("who is gone from Tally is not taken for one party", () => {
  expect(shown([nudge("1", null), nudge("2", null)])).toEqual([
    [null, ["1"]],
    [null, ["2"]],
  ]);
});

test("without messages there are no groups", () => expect(partyGroups([])).toEqual([]));

test("a customer whose messages lie on two pages is one group; the pages stay as many", () => {
  const pages = groupedPages([
    { rows: [nudge("1", "Ram")] },
    { rows: [nudge("2", "Ram"), nudge("3", "Asha")] },
  ]);
  expect(pages.map(({ rows }) => rows.map(({ nudges }) => nudges.length))).toEqual([[2, 1], []]);
});
