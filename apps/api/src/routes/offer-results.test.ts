import type { OfferFigures, OfferResults } from "@cfa/contract/offer-results";
import { inCompany } from "@cfa/db/company-scope";
import { keepOfferResult, switchOffersOff, type OfferResultRow } from "@cfa/db/queries/offers/results";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { startDesk, type Desk, type Who } from "../test-desk.ts";

/* What offers brought Meena's seller, as a worker has measured it. */

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
});
beforeEach(() => desk.turnPage());
afterAll(() => desk.close());

const FIGURES: OfferFigures = {
  rupeeDays: { mean: 120_000.5, low: -20_000, high: 260_001 },
  needed: 142,
  optedOut: { treated: 1, heldOut: 0 },
  inTime: {
    treated: { parties: 8, share: 0.5 },
    heldOut: { parties: 2, share: null },
    difference: null,
  },
  counts: { proposed: 12, approved: 9, accepted: 4, honoured: 3, lapsed: 5, withdrawn: 1 },
  given: "45000",
  quarters: [{ from: "2026-04-01", to: "2026-06-30", treated: 8, heldOut: 3, net: null }],
  meetsStopRule: false,
};

async function measured(asOf: string, changes: Partial<OfferResultRow> = {}): Promise<void> {
  const result: OfferResultRow = {
    asOf,
    measuredAt: new Date(`${asOf}T05:00:00.000Z`),
    treated: 9,
    heldOut: 3,
    net: { mean: 150_000n, low: -20_000n, high: 320_000n },
    verdict: "cannot-tell",
    figures: FIGURES,
    stoppedFor: null,
    ...changes,
  };
  await inCompany(desk.database.db, desk.books.companyId, (tx) => keepOfferResult(tx, result), {
    role: "job",
  });
}

const read = (who: Who = "owner") => desk.read<OfferResults>("/offer-results", who);

test("before anything was measured there is nothing", async () => {
  expect(await read()).toEqual({ latest: null, days: [], isOn: true, stopped: null });
});

test("the latest is told with its figures, the days before it in their order, to every member", async () => {
  await measured("2026-04-11", { net: null, treated: 1 });
  await measured("2026-04-13");
  await measured("2026-04-13", { treated: 10 });
  const told = await read();
  expect(told.latest).toEqual({
    asOf: "2026-04-13",
    measuredAt: "2026-04-13T05:00:00.000Z",
    treated: 10,
    heldOut: 3,
    net: { mean: "150000", low: "-20000", high: "320000" },
    verdict: "cannot-tell",
    figures: FIGURES,
  });
  expect(told.days.map(({ asOf, net }) => [asOf, net?.mean ?? null])).toEqual([
    ["2026-04-11", null],
    ["2026-04-13", "150000"],
  ]);
  expect(await read("accountant")).toEqual(told);
});

test("that the rule switched offers off is told until an owner says otherwise, and measuring again that day keeps it", async () => {
  await measured("2026-04-14", { stoppedFor: "2026-03-31", verdict: "loss" });
  await measured("2026-04-14", { verdict: "loss" });
  const usual = {
    rule: "plain",
    style: "percent",
    gst_mode: "financial",
    margin: null,
    cap: 200,
    monthly_budget: 1n,
    party_year_cap: 50,
    gap_days: 90,
  } as const;
  const off = () =>
    inCompany(
      desk.database.db,
      desk.books.companyId,
      (tx) =>
        switchOffersOff(tx, { usual, at: new Date("2026-04-14T05:00:00Z"), by: { id: "x", name: "CFA" } }),
      { role: "job" },
    );
  expect([await off(), await off()]).toEqual([true, false]);
  expect(await read()).toMatchObject({ isOn: false, stopped: { on: "2026-04-14", quarterTo: "2026-03-31" } });
  await desk.database.asOwner("update offer_setting set is_on = true where company_id = $1", [
    desk.books.companyId,
  ]);
  expect(await read()).toMatchObject({ isOn: true, stopped: { on: "2026-04-14" } });
});
