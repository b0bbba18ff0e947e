import type { Proposal } from "@cfa/contract/corrections";
import type { Offer, OfferDecision, OffersDecided } from "@cfa/contract/offers";
import { inCompany } from "@cfa/db/company-scope";
import { tokenHashOf } from "@cfa/db/pay-token";
import { findOfferLink, isLinkInUse } from "@cfa/db/queries/offers/links";
import { keepOffers, type ProposedOffer } from "@cfa/db/queries/offers/keep-offers";
import { readCompany } from "@cfa/db/queries/snapshot";
import { madeOffer } from "@cfa/testkit/made-offer";
import { day } from "@cfa/values/local-date";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { startDesk, type Desk, type Who } from "../test-desk.ts";

/* Offers on Meena's bills (INV-1 of 1,000.00, INV-2 of 500.00), as of 15 April 2026; the owner decides, the accountant sends the address on. */

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
});
beforeEach(async () => {
  await desk.turnPage();
  await readBooks("2026-04-15T05:00:00Z");
});
afterAll(() => desk.close());

/** When Tally was last read. */
async function readBooks(at: string): Promise<void> {
  await desk.database.asOwner(
    `insert into sync_state (company_id, read_at) values ($1, $2)
     on conflict (company_id) do update set read_at = excluded.read_at`,
    [desk.books.companyId, at],
  );
}

function proposal(bill: "INV-1" | "INV-2", changes: Partial<ProposedOffer> = {}): ProposedOffer {
  const [date, amount] = bill === "INV-1" ? ["2026-01-05", 100_000n] : ["2026-03-01", 50_000n];
  return madeOffer({
    ledgerGuid: "g-Meena Stores",
    bill: { nameKey: bill.toLowerCase(), date: day(date), name: bill },
    amount,
    steps: [
      { until: day("2026-04-18"), discount: 150, off: 1_500n },
      { until: day("2026-04-22"), discount: 75, off: 700n },
    ],
    profit: bill === "INV-1" ? 400n : 700n,
    ...changes,
  });
}

async function propose(at: string, ...proposals: ProposedOffer[]): Promise<void> {
  const kept = { proposals, asOf: day("2026-04-15"), at: new Date(at), termsVersion: 1 };
  await inCompany(desk.database.db, desk.books.companyId, (tx) => keepOffers(tx, kept), { role: "job" });
}
const MORNING = "2026-04-15T05:30:00.000Z";

const list = async (which = "waiting", who: Who = "owner") =>
  (await desk.read<{ rows: Offer[] }>(`/offers?list=${which}`, who)).rows;
const decide = async (decisions: OfferDecision[]) =>
  (await desk.sent<OffersDecided>("/offers/decide", { decisions }, "owner")).items;
const approve = ({ offerId, proposedAt }: Offer): OfferDecision => ({
  decide: "approve",
  offerId,
  seen: proposedAt,
});
const only = <T>([one, ...others]: readonly T[]): T => {
  expect(others).toEqual([]);
  if (one === undefined) throw new Error("there is none");
  return one;
};

test("what waits is listed by what it brings, each with what is to be paid; nobody is shown who is held out", async () => {
  await propose(MORNING, proposal("INV-1"), proposal("INV-2", { isHeldOut: true }));
  const offer = only(await list());
  expect(offer).toMatchObject({
    state: "proposed",
    party: { name: "Meena Stores" },
    bill: { name: "INV-1", open: "100000" },
    steps: [
      { until: "2026-04-18", discount: 150, off: "1500", pay: "98500" },
      { until: "2026-04-22", discount: 75, off: "700", pay: "99300" },
    ],
    annualRate: 2_585,
    may: { decide: true, edit: true, withdraw: false, link: false },
  });
  expect((await list("waiting", "accountant"))[0]?.may).toEqual({
    decide: false,
    edit: false,
    withdraw: false,
    link: false,
  });
  expect(await desk.read("/offers/standing")).toEqual({
    waiting: { count: 1, amount: "100000", cost: "900", profit: "400" },
    live: { count: 0, amount: "0", accepted: 0 },
    given: "0",
    hasPayDetails: false,
    looked: null,
  });
  expect(await desk.read(`/offers/${offer.offerId}`, "owner")).toEqual(offer);
});

test("an owner approves; who says so twice changes nothing; the audit log tells it", async () => {
  await propose(MORNING, proposal("INV-1"));
  const offer = only(await list());
  expect(await decide([approve(offer)])).toMatchObject([{ outcome: "done" }]);
  expect(await decide([approve(offer)])).toMatchObject([{ outcome: "done" }]);
  expect(only(await list("live"))).toMatchObject({ state: "approved", decided: { by: "Meera Shah" } });
  expect((await desk.log()).map(({ action }) => action)).toEqual(["offer.approved"]);
  expect(await decide([{ decide: "reject", offerId: offer.offerId, why: null }])).toMatchObject([
    { outcome: "refused", refusal: { code: "decided" } },
  ]);
});

test("an accountant decides nothing", async () => {
  await propose(MORNING, proposal("INV-1"));
  const response = await desk.send("/offers/decide", { decisions: [approve(only(await list()))] });
  expect(response.status).toBe(403);
  expect(only(await list()).state).toBe("proposed");
});

test("of two on one party one goes out, the other says why not", async () => {
  await propose(MORNING, proposal("INV-1"), proposal("INV-2"));
  const both = await list();
  expect(both.map(({ bill }) => bill.name)).toEqual(["INV-2", "INV-1"]);
  const items = await decide(both.map(approve));
  expect(items.map(({ outcome }) => outcome).toSorted()).toEqual(["done", "refused"]);
  expect(items.find(({ outcome }) => outcome === "refused")?.refusal?.code).toBe("live-offer");
});

test("nothing goes out on figures that are not those that were seen, on a bill that has moved, late, or on old books", async () => {
  await propose(MORNING, proposal("INV-1"));
  const offer = only(await list());
  const refused = async (code: string) =>
    expect(await decide([approve(only(await list()))])).toMatchObject([
      { outcome: "refused", refusal: { code } },
    ]);
  await propose("2026-04-15T05:45:00.000Z", proposal("INV-1", { cost: 901n }));
  expect(await decide([approve(offer)])).toMatchObject([
    { outcome: "refused", refusal: { code: "changed" } },
  ]);
  await readBooks("2026-04-14T05:00:00Z");
  await refused("stale");
  await readBooks("2026-04-15T05:00:00Z");
  await desk.database.asOwner("update bill set open = 99999 where company_id = $1 and name = 'INV-1'", [
    desk.books.companyId,
  ]);
  await refused("moved");
  const late = [
    { until: day("2026-04-14"), discount: 150, off: 1_500n },
    { until: day("2026-04-22"), discount: 75, off: 700n },
  ];
  await propose(MORNING, proposal("INV-1", { steps: late }));
  await refused("over");
  expect(only(await list()).state).toBe("proposed");
});

test("nothing goes out against what people have said since it was proposed", async () => {
  const meena = desk.id("party", "Meena Stores");
  const promise = { partyId: meena, amount: "5000", day: "2026-05-01", fromDate: "2026-04-15" };
  const words: [code: string, said: Proposal][] = [
    ["promised", { kind: "promise", ...promise }],
    ["excluded", { kind: "exclude", partyId: meena, cause: "legal" }],
    ["disputed", { kind: "dispute", billId: desk.id("bill", "INV-1"), amount: "100000", owner: "Meera" }],
  ];
  await propose(MORNING, proposal("INV-1"), proposal("INV-2"));
  const [one, other] = (await list()).toSorted((a, b) => (a.bill.name < b.bill.name ? -1 : 1));
  if (one === undefined || other === undefined) throw new Error("two were proposed");
  for (const [code, said] of words) {
    const { correctionId } = await desk.say(said);
    expect(await decide([approve(one)])).toMatchObject([{ outcome: "refused", refusal: { code } }]);
    if (code !== "disputed") await desk.sent(`/corrections/${correctionId}/undo`, {});
  }
  expect((await decide([approve(other)]))[0]?.outcome).toBe("done"); // of this bill nothing was said
});

test("its address is made anew: the one before opens nothing; who looks at it is told when it is taken back", async () => {
  await propose(MORNING, proposal("INV-1"));
  const offer = only(await list());
  expect(offer.runs).toBeNull();
  const link = (who: Who = "accountant") =>
    desk.sent<{ url: string }>(`/offers/${offer.offerId}/link`, {}, who);
  expect((await desk.send(`/offers/${offer.offerId}/link`, {})).status).toBe(409);
  await decide([approve(offer)]);
  const urls = [(await link()).url, (await link("owner")).url];
  const [, url = ""] = urls;
  const hashes = urls.map((one) => tokenHashOf(one.split("/pay/")[1] ?? "") ?? new Uint8Array());
  const { db } = desk.database;
  const uses = () =>
    readCompany(db, desk.books.companyId, (snapshot) =>
      Promise.all(hashes.map((hash) => isLinkInUse(snapshot, hash))),
    );
  expect(await uses()).toEqual([false, true]);
  expect(await findOfferLink(db, hashes[1] ?? new Uint8Array())).toMatchObject({
    companyId: desk.books.companyId,
  });
  expect(only(await list("live"))).toMatchObject({
    hasLink: true,
    runs: { until: "2026-04-18", pay: "98500" },
  });
  const body = { why: "the customer has paid by cheque" };
  expect((await desk.send(`/offers/${offer.offerId}/withdraw`, body)).status).toBe(403);
  expect(await desk.sent(`/offers/${offer.offerId}/withdraw`, body, "owner")).toMatchObject({
    state: "withdrawn",
    ended: { why: body.why },
  });
  const page = await desk.server.get(new URL(url).pathname);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("taken back")]);
  expect((await desk.log()).map(({ action }) => action)).toEqual([
    "offer.withdrawn",
    "offer.link-made",
    "offer.link-made",
    "offer.approved",
  ]);
});
