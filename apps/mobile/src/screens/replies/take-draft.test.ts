import type { Inbound } from "@cfa/contract/inbound";
import { expect, test } from "vitest";

import { saidByTake, takeDraft } from "./take-draft";

/* What a person makes of a customer's answer. Today is 15 April 2026. */

const BY = { today: "2026-04-15", mayBeNobody: true };
const RAM = { partyId: "pty_ram", name: "Ram & Sons" };
const reply = (changes: Partial<Inbound> = {}): Inbound => ({
  inboundId: "inb_1",
  way: "sms",
  at: "2026-04-15T06:30:00Z",
  party: RAM,
  candidates: [],
  fromEnd: "4321",
  text: "Will pay 1,180.50 on Friday",
  reading: { intent: "promise", day: "2026-04-17", amount: "118050", utr: null },
  state: "waiting",
  decided: null,
  ...changes,
});

test("a draft begins with what the answer seems to say, and says just that", () => {
  const draft = takeDraft(reply());
  expect(draft).toMatchObject({ as: "promise", party: RAM, amount: "1,180.50", day: "17-04-2026" });
  expect(saidByTake(draft, BY)).toEqual({
    deed: { as: "promise", partyId: RAM.partyId, amount: "118050", day: "2026-04-17" },
  });
});

test("a promise has a sum and a day that has not passed, whatever the answer names", () => {
  const draft = takeDraft(
    reply({ reading: { intent: "other", day: "2026-04-14", amount: null, utr: null } }),
  );
  expect(saidByTake(draft, BY)).toEqual({ problems: new Set(["amount", "day"]) });
});

test("of several who have the address none is chosen by itself; of one it is that one", () => {
  const shared = reply({ party: null, candidates: [RAM, { partyId: "pty_other", name: "Other" }] });
  expect(takeDraft(shared).party).toBeNull();
  expect(saidByTake(takeDraft(shared), BY)).toEqual({ problems: new Set(["party"]) });
  expect(takeDraft(reply({ party: null, candidates: [RAM] })).party).toEqual(RAM);
});

test("a stop may be of an address alone, but not one that came from a page", () => {
  const draft = { ...takeDraft(reply({ party: null })), as: "stop-offers" as const };
  expect(saidByTake(draft, BY)).toEqual({ deed: { as: "stop", partyId: null, what: "offers" } });
  expect(saidByTake(draft, { ...BY, mayBeNobody: false })).toEqual({ problems: new Set(["party"]) });
});

test("a dispute names its bill", () => {
  const draft = { ...takeDraft(reply()), as: "dispute" as const };
  expect(saidByTake(draft, BY)).toEqual({ problems: new Set(["bill"]) });
  expect(saidByTake({ ...draft, billId: "bil_1" }, BY)).toEqual({ deed: { as: "dispute", billId: "bil_1" } });
});
