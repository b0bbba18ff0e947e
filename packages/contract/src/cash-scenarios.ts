import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany, Period } from "./asking.ts";
import { Spread } from "./cash-forecast.ts";
import { BillId, Day, Moment, Paise, PartyId, ScenarioId } from "./fields.ts";

/* What would be if: edits laid over the latest forecast, on the same random numbers. */

const Size = z.string().regex(/^[1-9]\d{0,14}$/, "must be a sum of paise in digits, above zero");
const Signed = z.string().regex(/^-?[1-9]\d{0,14}$/, "must be a sum of paise in digits, not zero");

export const ScenarioEdit = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("party-later").describe("a customer pays later, or a supplier is paid later"),
    partyId: PartyId,
    days: z.number().int().min(-90).max(365),
  }),
  z.strictObject({
    kind: z.literal("offer").describe("bills are offered at less if they are paid by a day"),
    billIds: z.array(BillId).min(1).max(200),
    percent: z.number().int().min(1).max(5_000).describe("hundredths of a percent"),
    payBy: Day,
    chance: z.number().min(0).max(1).describe("that the offer is taken"),
  }),
  z.strictObject({
    kind: z.literal("delay-payable").describe("a supplier's bill is not paid before a day"),
    billId: BillId,
    to: Day,
  }),
  z.strictObject({
    kind: z.literal("sales").describe("bills not yet raised to customers bring more, or less"),
    percent: z.number().int().min(-10_000).max(100_000).describe("hundredths of a percent"),
  }),
  z.strictObject({
    kind: z.literal("loan"),
    amount: Size,
    day: Day,
    repayments: z.array(z.strictObject({ day: Day, amount: Size })).max(60),
  }),
  z.strictObject({
    kind: z.literal("hire").describe("wages of somebody more"),
    monthly: Size,
    from: Day,
    date: z.number().int().min(1).max(31).describe("of the month, on which they are paid"),
  }),
  z.strictObject({
    kind: z.literal("one-off"),
    amount: Signed.describe("paise; below zero it goes out"),
    day: Day,
  }),
]);
export type ScenarioEdit = z.infer<typeof ScenarioEdit>;

const Edits = z.array(ScenarioEdit).min(1).max(30);
const Name = z.string().trim().min(1).max(100);

const Balances = z.object({
  weeks: z.array(Period.extend({ net: Spread, balance: Spread })),
  lowest: z.object({ balance: Spread, week: Period }),
});

export const ScenarioResult = z.object({
  asOf: Day.describe("the day of the forecast it is laid over"),
  base: Balances.describe("the forecast as it is"),
  edited: Balances,
  parts: z
    .array(z.array(Paise))
    .describe("of each edit, the mean difference it makes to what remains of every week"),
  about: z
    .array(z.object({ party: z.string(), bills: z.array(z.string()) }))
    .describe("of each edit, the names of its party and bills; empty: it is about none, or it is gone"),
});
export type ScenarioResult = z.infer<typeof ScenarioResult>;

export const SavedScenario = z.object({
  scenarioId: ScenarioId,
  name: z.string(),
  edits: z.array(ScenarioEdit),
  by: z.string(),
  at: Moment,
});
export type SavedScenario = z.infer<typeof SavedScenario>;

const InScenario = InCompany.extend({ scenarioId: ScenarioId });

/** The app's calls about scenarios. */
export const cashScenariosApi = {
  compute: oc
    .route({
      method: "POST",
      path: "/companies/{companyId}/cash/scenarios/compute",
      summary: "What the money would do if: nothing is kept",
    })
    .input(InCompany.extend({ edits: Edits }))
    .output(ScenarioResult),
  save: oc
    .route({
      method: "POST",
      path: "/companies/{companyId}/cash/scenarios",
      summary: "Keep a scenario for all of the company",
    })
    .input(InCompany.extend({ name: Name, edits: Edits }))
    .output(SavedScenario),
  list: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/cash/scenarios",
      summary: "Scenarios that were kept, the latest first",
    })
    .input(InCompany)
    .output(z.object({ scenarios: z.array(SavedScenario) })),
  read: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/cash/scenarios/{scenarioId}",
      summary: "A kept scenario, laid over the latest forecast",
    })
    .input(InScenario)
    .output(
      z.object({
        scenario: SavedScenario,
        result: ScenarioResult.nullable().describe("null: there is no forecast"),
      }),
    ),
  remove: oc
    .route({
      method: "DELETE",
      path: "/companies/{companyId}/cash/scenarios/{scenarioId}",
      summary: "Let a scenario go",
    })
    .input(InScenario)
    .output(z.object({})),
};
