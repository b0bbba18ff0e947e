import { assert } from "@cfa/values/assert";
import { sum, type Paise } from "@cfa/values/money";

import type { GroupPlace } from "./group-tree.ts";

/** Where a ledger of income or expense stands in the result. */
export type ResultPlace = { direction: "income" | "expense"; isDirect: boolean };

export type ResultLedger = ResultPlace & { groupPath: readonly string[]; amount: Paise }; // positive in its direction

export type ResultGroup = ResultPlace & { path: string[]; ledgers: number; amount: Paise };

/** The stock at both ends of a period. `none`: Tally shows no stock at all; otherwise null is what it has not stated. */
export type PeriodStock =
  | { state: "none" }
  | { state: "known"; opening: Paise | null; closing: Paise | null };

export type ProfitAndLoss = {
  groups: ResultGroup[];
  directIncome: Paise;
  directExpense: Paise;
  indirectIncome: Paise;
  indirectExpense: Paise;
  besideStock: Paise;
  gross: Paise | null; // null: the stock is not stated
  net: Paise | null;
};

const DIRECT = new Set(["Sales Accounts", "Purchase Accounts", "Direct Incomes", "Direct Expenses"]);

/**
 * Where a group's ledgers stand in the result. Primary groups that people made say themselves whether they affect the gross
 * result; where nothing tells income from expense, the sign does.
 */
export function resultPlace(
  place: Pick<GroupPlace, "nature" | "root">,
  ledger: { net: Paise; affectsGross: boolean }, // debit positive
): ResultPlace {
  const bySign = ledger.net <= 0n ? "income" : "expense";
  const direction = place.nature === "income" || place.nature === "expense" ? place.nature : bySign;
  return { direction, isDirect: DIRECT.has(place.root) || ledger.affectsGross };
}

/**
 * Profit and loss of a period by group. Gross: direct income and closing stock less direct expense and opening stock; net: all of
 * it. Without a stated stock there is neither, only what income and expense come to beside it.
 */
export function profitAndLoss(ledgers: readonly ResultLedger[], stock: PeriodStock): ProfitAndLoss {
  const of = (direction: ResultPlace["direction"], isDirect: boolean) =>
    sum(
      ledgers
        .filter((row) => row.direction === direction && row.isDirect === isDirect)
        .map((row) => row.amount),
    );
  const [directIncome, directExpense] = [of("income", true), of("expense", true)];
  const [indirectIncome, indirectExpense] = [of("income", false), of("expense", false)];
  const gained = stockGained(stock);
  const gross = gained === null ? null : directIncome - directExpense + gained;
  const net = gross === null ? null : gross + indirectIncome - indirectExpense;
  const besideStock = directIncome + indirectIncome - directExpense - indirectExpense;
  const groups = groupsOf(ledgers);
  const ofGroups = sum(
    groups
      .filter(({ path }) => path.length === 1)
      .map((group) => (group.direction === "income" ? group.amount : -group.amount)),
  );
  assert(ofGroups === besideStock, "the result is what its groups come to");
  return { groups, directIncome, directExpense, indirectIncome, indirectExpense, besideStock, gross, net };
}

/** What the stock has gained over a period; null where that is not stated. */
export function stockGained(stock: PeriodStock): Paise | null {
  if (stock.state === "none") return 0n;
  return stock.opening === null || stock.closing === null ? null : stock.closing - stock.opening;
}

function groupsOf(ledgers: readonly ResultLedger[]): ResultGroup[] {
  const groups = new Map<string, ResultGroup>();
  for (const { groupPath, direction, isDirect, amount } of ledgers) {
    if (amount === 0n) continue;
    for (let depth = 1; depth <= groupPath.length; depth++) {
      const path = groupPath.slice(0, depth);
      const key = [direction, ...path].join("\0");
      const group = groups.get(key) ?? { path, ledgers: 0, direction, isDirect, amount: 0n };
      groups.set(key, group);
      group.ledgers++;
      group.amount += amount;
    }
  }
  return [...groups]
    .toSorted(([a, one], [b, other]) => {
      if (one.isDirect !== other.isDirect) return one.isDirect ? -1 : 1;
      if (one.direction !== other.direction) return one.direction === "income" ? -1 : 1;
      return a < b ? -1 : a > b ? 1 : 0;
    })
    .map(([, group]) => group);
}
