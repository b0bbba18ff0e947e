import { createHash, randomBytes, randomUUID } from "node:crypto";

import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { day } from "@cfa/values/local-date";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { inCompany, type CompanyTx } from "../../company-scope.ts";
import { readCompany } from "../snapshot.ts";
import { keepOffers, type ProposedOffer } from "./keep-offers.ts";
import { findOfferLink, isLinkInUse, makeOfferLink } from "./links.ts";
import { offerList } from "./offer-list.ts";
import { addOfferEvent, lockOffer, moveOffer, offerEventOf, offerEvents, offerRow } from "./offers.ts";

/* How offers are kept: proposals follow the books, what was approved stays as it was approved, and nothing is offered twice. */

const ASHA = randomUUID();
const NOON = new Date("2026-04-15T06:30:00Z");
const APPROVED = {
  state: "approved",
  decided_at: NOON,
  decided_by: "u",
  decided_name: "Asha",
  live_from: NOON,
} as const;
let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await inCompany(database.db, ASHA, (tx) =>
    tx.run("insert into company (company_id, name) values ($1, 'A')", [ASHA]),
  );
});
beforeEach(() => database.asOwner("delete from offer"));
afterAll(() => database.close());

const WAITING = { list: "waiting", limit: 10, offset: 0 } as const;
const asApp = <T>(work: (tx: CompanyTx) => Promise<T>) => inCompany(database.db, ASHA, work);

function proposed(billName: string, changes: Partial<ProposedOffer> = {}): ProposedOffer {
  return {
    ledgerGuid: "g-ram",
    bill: { nameKey: billName.toLowerCase(), date: day("2026-04-01"), name: billName },
    amount: 100_000_00n,
    style: "percent",
    steps: [
      { until: day("2026-04-16"), discount: 200, off: 2_000_00n },
      { until: day("2026-04-20"), discount: 100, off: 1_000_00n },
    ],
    cost: 1_500_00n,
    profit: 900_00n,
    profitLow: 100_00n,
    daysGained: 21.5,
    annualRate: 3548,
    chance: 0.4,
    reason: { code: "late-payer" },
    gstMode: "financial",
    isHeldOut: false,
    ...changes,
  };
}

function keep(...proposals: ProposedOffer[]): Promise<void> {
  const kept = { proposals, asOf: day("2026-04-15"), at: NOON, termsVersion: 1 };
  return inCompany(database.db, ASHA, (tx) => keepOffers(tx, kept), { role: "job" });
}

const states = () => database.asOwner("select bill_name as bill, state from offer order by 1, 2");

async function approve(billName: string): Promise<string> {
  const [row] = (await asApp((tx) => offerList(tx, WAITING))).filter((one) => one.billName === billName);
  if (row === undefined) throw new Error(`nothing is proposed on ${billName}`);
  await asApp((tx) => moveOffer(tx, row.offerId, APPROVED));
  return row.offerId;
}

test("a proposal that waits gets its new figures, one that is not made any more lapses and may come again", async () => {
  await keep(proposed("INV-1"), proposed("INV-2", { ledgerGuid: "g-sita" }));
  await keep(proposed("INV-1", { amount: 90_000_00n }));
  expect(await states()).toEqual([
    { bill: "INV-1", state: "proposed" },
    { bill: "INV-2", state: "lapsed-unapproved" },
  ]);
  expect(await asApp((tx) => offerList(tx, WAITING))).toMatchObject([{ amount: 90_000_00n }]);
  await keep(proposed("INV-1"), proposed("INV-2", { ledgerGuid: "g-sita" }));
  expect(await states()).toEqual([
    { bill: "INV-1", state: "proposed" },
    { bill: "INV-2", state: "lapsed-unapproved" },
    { bill: "INV-2", state: "proposed" },
  ]);
});

test("what was approved is neither changed nor offered again, whatever is proposed later", async () => {
  await keep(proposed("INV-1"));
  const offerId = await approve("INV-1");
  const before = await asApp((tx) => offerRow(tx, offerId));
  await keep(proposed("INV-1", { steps: [{ until: day("2026-05-31"), discount: 500, off: 5_000_00n }] }));
  expect(await asApp((tx) => offerRow(tx, offerId))).toEqual(before);
  await asApp((tx) => moveOffer(tx, offerId, { state: "lapsed", ended_at: NOON, end_why: "not paid" }));
  await keep(proposed("INV-1"));
  expect(await states()).toEqual([{ bill: "INV-1", state: "lapsed" }]);
});

test.each([
  ["a later day", `steps = '[{"until":"2026-05-31","discount":200,"off":"200000"}]'`],
  ["another amount", "amount = amount + 1"],
  ["a later beginning", "live_from = live_from + interval '1 day'"],
  ["another bill", "bill_key = 'inv-2'"],
  [
    "taking back the approval",
    "state = 'proposed', decided_at = null, decided_by = null, decided_name = null, live_from = null",
  ],
])("the database refuses an approved offer %s", async (_, change) => {
  await keep(proposed("INV-1"));
  const offerId = await approve("INV-1");
  await expect(
    asApp((tx) => tx.run(`update offer set ${change} where offer_id = $1`, [offerId])),
  ).rejects.toThrow(/offer/);
});

test("an offer that has ended begins no more", async () => {
  await keep(proposed("INV-1"));
  const offerId = await approve("INV-1");
  await asApp((tx) =>
    moveOffer(tx, offerId, { state: "withdrawn", ended_at: NOON, end_why: "by the owner" }),
  );
  const again = asApp((tx) => moveOffer(tx, offerId, { state: "approved", ended_at: null }));
  await expect(again).rejects.toThrow(/does not become/);
});

test("a party has one offer that it can take, at a time", async () => {
  await keep(proposed("INV-1"), proposed("INV-2"));
  const first = await approve("INV-1");
  await expect(approve("INV-2")).rejects.toThrow(/offer_live_of_party/);
  await asApp((tx) => moveOffer(tx, first, { state: "accepted", accepted_at: NOON, accepted_step: 0 }));
  await expect(approve("INV-2")).rejects.toThrow(/offer_live_of_party/);
  await asApp((tx) => moveOffer(tx, first, { state: "lapsed", ended_at: NOON, end_why: "not paid" }));
  await approve("INV-2");
});

test("a party of the hold-out has ghosts, which nobody can approve", async () => {
  await keep(proposed("INV-1", { isHeldOut: true }));
  await keep(proposed("INV-1"));
  expect(await states()).toEqual([{ bill: "INV-1", state: "ghost" }]);
  const [ghost] = await database.asOwner<{ id: string }>("select offer_id as id from offer");
  await expect(asApp((tx) => moveOffer(tx, ghost?.id ?? "", APPROVED))).rejects.toThrow(/does not become/);
});

test("the same sync twice leaves the same", async () => {
  await keep(proposed("INV-1"), proposed("INV-2", { isHeldOut: true, ledgerGuid: "g-sita" }));
  const before = await database.asOwner("select * from offer order by bill_key");
  await keep(proposed("INV-1"), proposed("INV-2", { isHeldOut: true, ledgerGuid: "g-sita" }));
  expect(await database.asOwner("select * from offer order by bill_key")).toEqual(before);
});

const hash = (text: string) => createHash("sha256").update(text).digest();

test("a token opens its offer until another is made", async () => {
  await keep(proposed("INV-1"));
  const offerId = await approve("INV-1");
  const [old, fresh] = [hash(randomBytes(16).toString("hex")), hash(randomBytes(16).toString("hex"))];
  for (const tokenHash of [old, fresh]) {
    await asApp((tx) => makeOfferLink(tx, { offerId, tokenHash, at: NOON, by: "u" }));
    expect(await findOfferLink(database.db, tokenHash)).toEqual({ companyId: ASHA, offerId });
  }
  const inUse = (tokenHash: Uint8Array) =>
    readCompany(database.db, ASHA, (snapshot) => isLinkInUse(snapshot, tokenHash));
  expect([await inUse(old), await inUse(fresh)]).toEqual([false, true]);
  expect(await findOfferLink(database.db, hash("never made"))).toBeUndefined();
});

test("a nonce is good once, and an offer is accepted once", async () => {
  await keep(proposed("INV-1"));
  const offerId = await approve("INV-1");
  const event = {
    offerId,
    kind: "accepted",
    at: NOON,
    correctionId: randomUUID(),
    nonceHash: hash("n"),
  } as const;
  await asApp((tx) => addOfferEvent(tx, event));
  await expect(asApp((tx) => addOfferEvent(tx, { ...event, kind: "promised" }))).rejects.toThrow(/nonce/);
  await expect(asApp((tx) => addOfferEvent(tx, { ...event, nonceHash: hash("m") }))).rejects.toThrow(
    /accepted/,
  );
  expect(await asApp((tx) => offerEventOf(tx, hash("n")))).toMatchObject({ kind: "accepted", offerId });
  expect(await asApp((tx) => offerEvents(tx, offerId))).toHaveLength(1);
  expect(await asApp((tx) => lockOffer(tx, offerId))).toMatchObject({ billName: "INV-1", isHeldOut: false });
});
