import { STATUTORY_CLASSES, type StatutoryClass } from "@cfa/books/cash/cash-class";
import {
  depositDays,
  depositRulesOf,
  USUAL_DEPOSIT_RULES,
  type DepositDay,
} from "@cfa/books/cash/deposit-days";
import type { Deposits } from "@cfa/contract/cash";
import { balancesOf } from "@cfa/db/queries/ledgers/balances";
import { statutoryRules } from "@cfa/db/queries/settings/statutory-rules";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson, sum } from "@cfa/values/money";

import { readPurposes } from "./accounts.ts";

const DAYS_AHEAD = 91;

/** What the ledgers of taxes and funds owe at the end of a day, and the days of the next quarter by which to deposit it. */
export async function readDeposits(snapshot: CompanySnapshot, asOf: LocalDate): Promise<Deposits> {
  const rows = await statutoryRules(snapshot, USUAL_DEPOSIT_RULES);
  const to = addDays(asOf, DAYS_AHEAD);
  const owed = await owedByClass(snapshot, asOf);
  const classes = new Set(owed.map((one) => one.class));
  const days = depositDays(depositRulesOf(rows), { from: addDays(asOf, 1), to }).filter((day) =>
    classes.has(day.class),
  );
  const named = new Set(days.map(({ rule }) => rule));
  return {
    asOf,
    to,
    owed: owed.map((one) => ({ ...one, nextDue: nextOf(days, one.class)?.due ?? null })),
    days,
    rules: rows.filter(({ rule, validFrom }) => named.has(rule) && validFrom <= to),
  };
}

function nextOf(days: readonly DepositDay[], of: StatutoryClass): DepositDay | undefined {
  return days.find((day) => day.class === of);
}

/** What is owed stands on the credit side. Classes without a ledger are not the company's. */
async function owedByClass(
  snapshot: CompanySnapshot,
  asOf: LocalDate,
): Promise<Omit<Deposits["owed"][number], "nextDue">[]> {
  const { others } = await readPurposes(snapshot);
  const taxed = others.filter((ledger) => STATUTORY_CLASSES.some((name) => name === ledger.class));
  const balances = await balancesOf(snapshot, { ledgerIds: taxed.map((one) => one.ledgerId), asOf });
  return STATUTORY_CLASSES.flatMap((of) => {
    const ledgers = taxed
      .filter((ledger) => ledger.class === of)
      .map(({ ledgerId, name }) => ({ ledgerId, name, amount: -(balances.get(ledgerId) ?? 0n) }))
      .filter(({ amount }) => amount !== 0n);
    if (ledgers.length === 0) return [];
    return [
      {
        class: of,
        amount: paiseToJson(sum(ledgers.map(({ amount }) => amount))),
        ledgers: ledgers.map(({ ledgerId, name, amount }) => ({
          ledgerId: idOut("ledger", ledgerId),
          name,
          amount: paiseToJson(amount),
        })),
      },
    ];
  });
}
