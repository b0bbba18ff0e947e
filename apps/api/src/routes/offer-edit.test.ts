import type { Offer, OfferEdit, OfferEdited, OffersDecided, OfferStanding } from "@cfa/contract/offers";
import { inCompany } from "@cfa/db/company-scope";
import { keepOffers, type ProposedOffer } from "@cfa/db/queries/offers/keep-offers";
import { keepOfferPlan } from "@cfa/db/queries/offers/programme";
import { madeOffer } from "@cfa/testkit/made-offer";
import { day, localDateAt } from "@cfa/values/local-date";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { startDesk, type Desk, type Who } from "../test-desk.ts";

/* An owner's own steps for what is proposed on Meena's INV-1 of 1,000.00, which is expected two months after 15 April 2026. */

let desk: Desk;
const MORNING = new Date("2026-04-15T05:30:00Z");
const STEPS = [
  { until: "2026-04-20", discount: 100 },
  { until: "2026-04-25", discount: 50 },
];
/** Chances of payment by weeks: in some two months, and at once. */
const LATE = "{0,0,0,0,0,0,0,0.2,0.6,0.15,0,0,0}";
const SOON = "{0.2,0.6,0.15,0,0,0,0,0,0,0,0,0,0}";

beforeAll(async () => {
  desk = await startDesk();
});
beforeEach(async () => {
  await desk.turnPage();
  const { companyId } = desk.books;
  await desk.database.asOwner(
    "insert into sync_state (company_id, read_at) values ($1, '2026-04-15T05:00:00Z')",
    [companyId],
  );
  // A tenth of what Meena bought, so that the cap of a single discount is the one that binds.
  await desk.database.asOwner(
    `insert into offer_setting values ($1, true, 'own-forecast', 'percent', 'financial', null, 200, 2500000, 1000, 90, now(), 'u', 'Asha')`,
    [companyId],
  );
  await learn(companyId);
  await propose(MORNING);
});
afterAll(() => desk.close());

/** What was learned that morning: Meena pays sixty days from now, hardly ever sooner. */
async function learn(companyId: string): Promise<void> {
  await desk.database.asOwner(
    `insert into payment_learning (company_id, side, as_of, learned_at, generation, model, seed, class_edges, bills_from, bills,
       older_bills, is_without_trees, company)
     values ($1, 'receivable', '2026-04-15', '2026-04-15T05:10:00Z', 1, 'm', 1, '{0,15,45}', '2025-04-01', 20, 0, false, '{}')`,
    [companyId],
  );
  await learnOf("Meena Stores", "INV-1");
}

async function learnOf(party: string, bill: string): Promise<void> {
  const { database, books } = desk;
  await database.asOwner(
    `insert into party_insight (company_id, side, as_of, ledger_id, class, learned_class, confidence, expected_delay, uncertainty, reason,
       risk, drivers, expected_loss)
     select company_id, 'receivable', '2026-04-15', ledger_id, 'late', 'late', 1, 70, 2, '{"settled": 12}', 10, '[]', 0
     from ledger where company_id = $1 and name = $2`,
    [books.companyId, party],
  );
  await database.asOwner(
    `insert into bill_forecast (company_id, side, as_of, bill_id, ledger_id, amount, late, weeks, never, basis, is_promised, reasons)
     select company_id, 'receivable', '2026-04-15', bill_id, ledger_id, open, 1, '${LATE}', 0.02, 'hazard', false, '[]'
     from bill where company_id = $1 and name = $2`,
    [books.companyId, bill],
  );
}

const PROPOSED = madeOffer({
  ledgerGuid: "g-Meena Stores",
  bill: { nameKey: "inv-1", date: day("2026-01-05"), name: "INV-1" },
  amount: 100_000n,
  steps: [{ until: day("2026-04-18"), discount: 150, off: 1_500n }],
});

async function propose(at: Date, proposals: readonly ProposedOffer[] = [PROPOSED]): Promise<void> {
  const kept = { proposals, asOf: localDateAt(at), at, termsVersion: 1 };
  await inCompany(desk.database.db, desk.books.companyId, (tx) => keepOffers(tx, kept), { role: "job" });
}

const list = async (which: string) =>
  (await desk.read<{ rows: Offer[] }>(`/offers?list=${which}`, "owner")).rows;
async function waiting(): Promise<Offer> {
  const [offer] = await list("waiting");
  if (offer === undefined) throw new Error("nothing waits");
  return offer;
}
async function edit(changes: Partial<OfferEdit> = {}): Promise<OfferEdited> {
  const { offerId, proposedAt } = await waiting();
  const body = { seen: proposedAt, steps: STEPS, keep: true, ...changes };
  return desk.sent<OfferEdited>(`/offers/${offerId}/edit`, body, "owner");
}

const steps = (...said: [string, number][]) => said.map(([until, discount]) => ({ until, discount }));

test("own steps are judged anew, and only said until they are kept; they are told with who set them", async () => {
  const before = await waiting();
  const seen = await edit({ keep: false });
  expect(seen).toMatchObject({
    failure: null,
    refusals: [],
    offer: null,
    figures: {
      steps: [
        { until: "2026-04-20", discount: 100, off: "1000", pay: "99000" },
        { until: "2026-04-25", discount: 50, off: "500", pay: "99500" },
      ],
      lost: "0",
    },
  });
  expect(await waiting()).toEqual(before);
  const kept = await edit();
  expect(kept.figures).toEqual(seen.figures);
  const after = await waiting();
  expect(after).toEqual(kept.offer);
  const { lost, chance = 0, ...figures } = seen.figures ?? { lost: "" };
  expect(lost).toBe("0");
  expect(after.chance).toBeCloseTo(chance, 6);
  expect(after).toMatchObject({
    ...figures,
    edited: { by: "Meera Shah" },
    reason: { settled: 12, delay: 70 },
  });
  expect(BigInt(after.profitLow)).toBeGreaterThan(0n);
  const [entry] = await desk.log();
  expect(entry).toMatchObject({ action: "offer.edited" });
  expect([entry?.before, entry?.after].map((json) => JSON.parse(json ?? "{}") as object)).toEqual([
    { amount: "100000", discount: 150, until: "2026-04-18" },
    { amount: "100000", discount: 100, until: "2026-04-20", later: ["0.5 % 25-04-2026"] },
  ]);
});

test("what the rules forbid is refused with why, and nothing is kept", async () => {
  const before = await waiting();
  const refusals = async (...said: [string, number][]) => (await edit({ steps: steps(...said) })).refusals;
  expect(await refusals(["2026-04-20", 225])).toContainEqual({ code: "above-cap", limit: 200, amount: null });
  expect(await refusals(["2026-04-20", 50], ["2026-04-25", 50])).toContainEqual({
    code: "not-less",
    limit: null,
    amount: null,
  });
  expect(await refusals(["2026-04-14", 50])).toEqual([{ code: "past", limit: null, amount: null }]);
  const dear = await edit({ steps: steps(["2026-06-10", 200]) });
  expect(dear.refusals).toEqual([{ code: "loses", limit: null, amount: dear.figures?.lost }]);
  expect(BigInt(dear.figures?.lost ?? "0")).toBeGreaterThan(0n);
  expect(await waiting()).toEqual(before);
});

test("an accountant edits nothing; nobody what they have not seen, what has moved, or on old books", async () => {
  const { offerId, proposedAt } = await waiting();
  const send = (who: Who, seen = proposedAt) =>
    desk.send(`/offers/${offerId}/edit`, { seen, steps: STEPS, keep: true }, who);
  expect((await send("accountant")).status).toBe(403);
  expect(await edit({ seen: "2026-04-15T05:29:00.000Z" })).toMatchObject({ failure: "changed", offer: null });
  const { companyId } = desk.books;
  await desk.database.asOwner("update bill set open = 99999 where company_id = $1 and name = 'INV-1'", [
    companyId,
  ]);
  expect(await edit()).toMatchObject({ failure: "moved", figures: null });
  await desk.database.asOwner(
    "update sync_state set read_at = '2026-04-14T05:00:00Z' where company_id = $1",
    [companyId],
  );
  expect(await edit()).toMatchObject({ failure: "stale" });
  await desk.sent("/offers/decide", { decisions: [{ decide: "reject", offerId, why: null }] }, "owner");
  expect(await (await send("owner")).json()).toMatchObject({ failure: "decided" });
});

test("a later look leaves own steps as they are; where the bill is proposed no more they are listed as over", async () => {
  await edit();
  const edited = await waiting();
  await propose(new Date("2026-04-15T07:00:00Z"));
  expect(await waiting()).toEqual(edited);
  await propose(new Date("2026-04-15T08:00:00Z"), []);
  expect(await list("waiting")).toEqual([]);
  expect(await list("over")).toMatchObject([
    { offerId: edited.offerId, state: "lapsed-unapproved", ended: { why: "not-proposed-any-more" } },
  ]);
});

test.each([
  ["something else is open of the bill", MORNING, { ...PROPOSED, amount: 90_000n }],
  ["the first of its days is past", new Date("2026-04-20T19:00:00Z"), PROPOSED],
])("own steps that can go out no more give way to what is proposed: %s", async (_, at, proposal) => {
  await edit();
  const edited = await waiting();
  await propose(new Date("2026-04-20T18:00:00Z"));
  expect(await waiting()).toEqual(edited);
  await propose(at, [proposal]);
  expect(await waiting()).toMatchObject({ amount: String(proposal.amount), edited: null });
  expect(await list("over")).toMatchObject([
    { offerId: edited.offerId, state: "lapsed-unapproved", ended: { why: "proposed-anew" } },
  ]);
});

test("what was proposed is approved only as it was seen before it was edited", async () => {
  const { offerId, proposedAt } = await waiting();
  await edit();
  const decisions = [{ decide: "approve", offerId, seen: proposedAt }];
  expect(await desk.sent("/offers/decide", { decisions }, "owner")).toMatchObject({
    items: [{ outcome: "refused", refusal: { code: "changed" } }],
  });
});

const approved = async (...offers: Offer[]) => {
  const decisions = offers.map(({ offerId, proposedAt: seen }) => ({ decide: "approve", offerId, seen }));
  const { items } = await desk.sent<OffersDecided>("/offers/decide", { decisions }, "owner");
  return items.map(({ outcome, refusal }) => refusal?.code ?? outcome);
};
const inBooks = (text: string) => desk.database.asOwner(text, [desk.books.companyId]);

test("own steps go out only while they pay for themselves by the forecast of the day they are approved on", async () => {
  await edit();
  const edited = await waiting();
  await inBooks(`update bill_forecast set weeks = '${SOON}' where company_id = $1`);
  expect(await approved(edited)).toEqual(["loses"]);
  expect(await waiting()).toEqual(edited);
  await inBooks(`update bill_forecast set weeks = '${LATE}' where company_id = $1`);
  expect(await approved(edited)).toEqual(["done"]);
  expect(await list("live")).toMatchObject([{ offerId: edited.offerId, steps: edited.steps }]);
  expect((await desk.log()).map(({ action }) => action)).toEqual(["offer.approved", "offer.edited"]);
});

test("own steps go out only within the cap and the budget of the day, on a bill of which something is known", async () => {
  await edit();
  const edited = await waiting();
  await inBooks("update offer_setting set cap = 75 where company_id = $1");
  expect(await approved(edited)).toEqual(["not-allowed"]);
  await inBooks(
    `update offer_setting set cap = 200, monthly_budget = ${BigInt(edited.cost) - 1n} where company_id = $1`,
  );
  expect(await approved(edited)).toEqual(["over-budget"]);
  await inBooks(`update offer_setting set monthly_budget = ${edited.cost} where company_id = $1`);
  await inBooks("update bill set disputed = 1 where company_id = $1 and name = 'INV-1'");
  expect(await approved(edited)).toEqual(["moved"]);
  await inBooks("update bill set disputed = 0 where company_id = $1 and name = 'INV-1'");
  expect(await approved(edited)).toEqual(["done"]);
});

test("own steps that fit the month's budget one by one do not go out together beyond it", async () => {
  await inBooks(
    `update bill b set ledger_id = l.ledger_id from ledger l
     where b.company_id = $1 and b.name = 'INV-2' and l.company_id = $1 and l.name = 'Meena Store'`,
  );
  await learnOf("Meena Store", "INV-2");
  const other = madeOffer({
    ledgerGuid: "g-Meena Store",
    bill: { nameKey: "inv-2", date: day("2026-03-01"), name: "INV-2" },
    amount: 50_000n,
    steps: [{ until: day("2026-04-18"), discount: 150, off: 700n }],
  });
  await propose(MORNING, [PROPOSED, other]);
  for (const { offerId, proposedAt: seen } of await list("waiting"))
    await desk.sent(`/offers/${offerId}/edit`, { seen, steps: STEPS, keep: true }, "owner");
  const both = await list("waiting");
  expect(both.map(({ edited }) => edited === null)).toEqual([false, false]);
  const [one = 0n, two = 0n] = both.map(({ cost }) => BigInt(cost));
  await inBooks(`update offer_setting set monthly_budget = ${one + two - 1n} where company_id = $1`);
  expect((await approved(...both)).toSorted()).toEqual(["done", "over-budget"]);
  await inBooks(`update offer_setting set monthly_budget = ${one + two} where company_id = $1`);
  expect(await approved(...both)).toEqual(["done", "done"]);
});

test("a party's own offers are listed; why there are no more is counted", async () => {
  const { party } = await waiting();
  const of = async (partyId = "") =>
    (await desk.read<{ rows: Offer[] }>(`/offers?list=open&partyId=${partyId}`)).rows.length;
  expect([await of(party?.partyId), await of(desk.id("party", "Meena Store"))]).toEqual([1, 0]);
  const standing = () => desk.read<OfferStanding>("/offers/standing");
  expect(await standing()).toMatchObject({ hasPayDetails: false, looked: null });
  const refused = ["overdue", "budget", "overdue"].map((why) => ({ partyId: "p", billId: null, why }));
  const plan = { asOf: "2026-04-15", madeAt: MORNING, generation: 1n, refused, alternatives: [] };
  await inCompany(desk.database.db, desk.books.companyId, (tx) => keepOfferPlan(tx, plan), { role: "job" });
  expect((await standing()).looked).toEqual({
    at: MORNING.toISOString(),
    whyNone: [
      { why: "overdue", count: 2 },
      { why: "budget", count: 1 },
    ],
  });
});
