import type { Side } from "@cfa/contract/reads";
import type { OpenSum, UnappliedSum } from "@cfa/db/queries/outstanding";
import type { PartyName } from "@cfa/db/queries/parties";
import { assert } from "@cfa/values/assert";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import { ageingOf, outstandingOf, presentStanding, standingsOf, type Standing } from "./standing.ts";

const TOP_PARTIES = 5;

/** One side of the home: totals, ageing, and the parties with most overdue money that nothing covers. */
export function presentSide(
  facts: { open: readonly OpenSum[]; unapplied: readonly UnappliedSum[]; parties: readonly PartyName[] },
  options: { side: OpenSum["side"]; asOf: LocalDate },
): Side {
  const standings = [...standingsOf(facts, options).values()];
  const names = new Map(facts.parties.map((party) => [party.ledgerId, party.name]));
  const due = sum(standings, (standing) => standing.due);
  const overdue = sum(standings, (standing) => standing.overdue);
  const unapplied = sum(standings, (standing) => standing.unapplied);
  const ageing = ageingOf(facts.open, options);
  const aged = ageing.reduce((total, bucket) => total + bucket.amount, 0n);
  assert(aged === due + overdue, "ageing and outstanding are made from the same bills");
  return {
    outstanding: paiseToJson(due + overdue - unapplied),
    due: paiseToJson(due),
    overdue: paiseToJson(overdue),
    unapplied: paiseToJson(unapplied),
    bills: standings.reduce((count, standing) => count + standing.bills, 0),
    parties: standings.filter((standing) => standing.bills > 0 || outstandingOf(standing) !== 0n).length,
    ageing: ageing.map((bucket) => ({ ...bucket, amount: paiseToJson(bucket.amount) })),
    topOverdue: topOverdue(standings).map((standing) =>
      presentStanding(standing, names.get(standing.ledgerId) ?? ""),
    ),
  };
}

function topOverdue(standings: readonly Standing[]): Standing[] {
  return standings
    .filter((standing) => uncovered(standing) > 0n)
    .toSorted((a, b) => compare(uncovered(b), uncovered(a)) || compare(a.ledgerId, b.ledgerId))
    .slice(0, TOP_PARTIES);
}

function uncovered(standing: Standing): bigint {
  return standing.overdue - standing.unapplied;
}

function sum(standings: readonly Standing[], part: (standing: Standing) => bigint): bigint {
  return standings.reduce((total, standing) => total + part(standing), 0n);
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}
