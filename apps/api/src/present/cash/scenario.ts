import type { SavedScenario, ScenarioEdit as EditIn, ScenarioResult } from "@cfa/contract/cash-scenarios";
import { billsById } from "@cfa/db/queries/bills";
import { namedLedgers } from "@cfa/db/queries/cash/cash-ledgers";
import { cashPaths } from "@cfa/db/queries/cash/forecasts";
import type { ScenarioRow } from "@cfa/db/queries/cash/scenarios";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { unpackBase } from "@cfa/insights/money/packed-base";
import { scenarioOf, type ScenarioEdit, type ScenarioSummary } from "@cfa/insights/money/scenario";
import { dayNumber } from "@cfa/insights/payment-history";
import { idIn, idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";

import { paiseOf, presentSpread, weekFrom } from "./forecast.ts";

/** Edits laid over the latest forecast; null: there is none. */
export async function readScenario(
  snapshot: CompanySnapshot,
  edits: readonly EditIn[],
): Promise<ScenarioResult | null> {
  const kept = await cashPaths(snapshot);
  if (kept === undefined) return null;
  const base = unpackBase(kept.head, kept.sums);
  const inner = edits.map(editIn);
  const scenario = scenarioOf(base, inner);
  const first = dayNumber(base.asOf) + 1;
  return {
    asOf: base.asOf,
    base: presentSummary(scenario.base, first),
    edited: presentSummary(scenario.edited, first),
    parts: scenario.parts.map((weeks) => weeks.map(paiseOf)),
    about: await namesOf(snapshot, inner, base.asOf),
  };
}

/** Whom and which bills each edit is about. */
async function namesOf(
  snapshot: CompanySnapshot,
  edits: readonly ScenarioEdit[],
  asOf: LocalDate,
): Promise<ScenarioResult["about"]> {
  const bills = await billsById(snapshot, { billIds: edits.flatMap(billIdsOf), asOf });
  const ofBills = [...bills.values()].map(({ ledgerId }) => ledgerId);
  const ofEdits = edits.flatMap((edit) => (edit.kind === "party-later" ? [edit.partyId] : []));
  const ledgers = await namedLedgers(snapshot, [...ofBills, ...ofEdits]);
  return edits.map((edit) => {
    const those = billIdsOf(edit).flatMap((id) => bills.get(id) ?? []);
    const party = edit.kind === "party-later" ? edit.partyId : those[0]?.ledgerId;
    const known = party === undefined ? undefined : ledgers.get(party);
    return { party: known?.name ?? "", bills: those.map(({ name }) => name) };
  });
}

function billIdsOf(edit: ScenarioEdit): readonly string[] {
  if (edit.kind === "offer") return edit.billIds;
  return edit.kind === "delay-payable" ? [edit.billId] : [];
}

/** A kept scenario as it goes out. */
export function presentScenario({ scenarioId, name, edits, madeAt, madeBy }: ScenarioRow): SavedScenario {
  return {
    scenarioId: idOut("scenario", scenarioId),
    name,
    edits: edits as EditIn[], // checked when they were kept
    by: madeBy,
    at: madeAt.toISOString(),
  };
}

function presentSummary({ weeks, lowest }: ScenarioSummary, first: number): ScenarioResult["base"] {
  return {
    weeks: weeks.map(({ net, balance }, at) => ({
      ...weekFrom(first + 7 * at),
      net: presentSpread(net),
      balance: presentSpread(balance),
    })),
    lowest: { balance: presentSpread(lowest), week: weekFrom(first + 7 * lowest.week) },
  };
}

function editIn(edit: EditIn): ScenarioEdit {
  switch (edit.kind) {
    case "party-later":
      return { ...edit, partyId: inside("party", edit.partyId) };
    case "offer":
      return { ...edit, billIds: edit.billIds.map((id) => inside("bill", id)), payBy: day(edit.payBy) };
    case "delay-payable":
      return { ...edit, billId: inside("bill", edit.billId), to: day(edit.to) };
    case "sales":
      return edit;
    case "loan":
      return {
        kind: edit.kind,
        amount: Number(edit.amount),
        day: day(edit.day),
        repayments: edit.repayments.map((each) => ({ day: day(each.day), amount: Number(each.amount) })),
      };
    case "hire":
      return { ...edit, monthly: Number(edit.monthly), from: day(edit.from) };
    case "one-off":
      return { ...edit, amount: Number(edit.amount), day: day(edit.day) };
  }
}

/** It was looked at when it came in. */
function day(text: string): LocalDate {
  return text as LocalDate;
}

function inside(kind: "party" | "bill", id: string): string {
  const uuid = idIn(kind, id);
  return uuid.ok ? uuid.value : "";
}
