import { balancesInTally } from "@cfa/books/balances-in-tally";
import { nameKey } from "@cfa/books/name-key";
import { reconcile, type TieOut } from "@cfa/books/reconcile";
import { compareVoucherTotals, differingTotals, type MonthDifference } from "@cfa/books/voucher-totals";
import { TallyTotals } from "@cfa/contract/sync";
import type { CompanyTx } from "@cfa/db/company-scope";
import type { RunEnd } from "@cfa/db/queries/apply/run";
import { keptLedgerMoves } from "@cfa/db/queries/apply/ledger-balances";
import { keepClosingStock, keepTallyBalances } from "@cfa/db/queries/apply/tie-out";
import {
  keepLedgerDifferences,
  keepMonthDifferences,
  type LedgerDifference,
} from "@cfa/db/queries/apply/tie-out-rows";
import { countMasters, voucherMonths } from "@cfa/db/queries/apply/voucher-months";
import { day, type LocalDate } from "@cfa/values/local-date";
import { paiseFromJson } from "@cfa/values/money";
import { financialYearOf } from "@cfa/values/period";

import { counted } from "./counted.ts";
import { narrowing, tieOutBills, tieOutMonthEnds } from "./tie-out-bills.ts";

export type TiedOut = {
  tieOut: NonNullable<RunEnd["tieOut"]>;
  /** Months whose vouchers differ; null when Tally did not count them. */
  months: MonthDifference[] | null;
  /** What would narrow down what differs; undefined when nothing does. */
  narrowing: ReturnType<typeof narrowing>;
};

const UNKNOWN: TiedOut = {
  tieOut: { state: "unknown", asOf: null, differences: 0, months: [], message: null },
  months: null,
  narrowing: undefined,
};

/** Tally's totals of a run; null when it brought none. */
export function readTotals(totals: unknown): TallyTotals | null {
  return TallyTotals.safeParse(totals).data ?? null;
}

/**
 * Holds our totals against Tally's own of the same run: every ledger's balance, the bills receivable and payable, vouchers by month
 * and type, and the number of masters, as far as Tally told them. Tally's balances are kept beside ours, so that every
 * difference can be shown.
 */
export async function tieOut(
  tx: CompanyTx,
  totals: TallyTotals | null,
  booksFrom: LocalDate,
): Promise<TiedOut> {
  if (totals === null) return UNKNOWN;
  const { asOf, trialBalance } = totals;
  const tally = trialBalance.map(({ ledger, closing }) => ({ ledger, closing: -paiseFromJson(closing) }));
  await keepTallyBalances(
    tx,
    tally.map(({ ledger, closing }) => ({ name: ledger, nameKey: nameKey(ledger), closing })),
  );
  const { verdict, differences, ledgers } = await tieOutLedgers(tx, { totals, tally, booksFrom });
  const months = await tieOutMonths(tx, totals);
  const bills = await tieOutBills(tx, totals);
  await tieOutMonthEnds(tx, totals);
  const others = [
    ...bills.messages,
    ...(await countFinding(tx, totals)),
    ...monthFinding(months ?? []),
    ...(await masterFindings(tx, totals)),
  ];
  const balances =
    differences > 0
      ? [`${counted(differences, "ledger balance differs", "ledger balances differ")} from Tally's.`]
      : [];
  const messages = [...balances, ...others];
  return {
    tieOut: {
      state: others.length > 0 ? "different" : verdict,
      asOf,
      differences,
      months: (months ?? []).map(({ month }) => month),
      message: messages.length === 0 ? null : messages.join(" "),
    },
    months,
    narrowing: narrowing(totals, { parties: bills.parties, ledgers, booksFrom }),
  };
}

type Held = { totals: TallyTotals; tally: { ledger: string; closing: bigint }[]; booksFrom: LocalDate };

/** Every ledger against Tally's; those that differ or are revalued are kept, and the one that is worked out from all others. */
async function tieOutLedgers(
  tx: CompanyTx,
  { totals, tally, booksFrom }: Held,
): Promise<Pick<TieOut, "verdict" | "differences"> & { ledgers: LedgerDifference[] }> {
  const yearFrom = financialYearOf(day(totals.asOf)).from;
  const moves = await keptLedgerMoves(tx, { asOf: totals.asOf, yearFrom });
  const ours = balancesInTally(moves, { isFirstYear: yearFrom <= booksFrom, tally });
  const { verdict, differences, rows } = reconcile(ours, totals.trialBalance);
  const byName = new Map(moves.map((row) => [row.ledger, row]));
  const ledgers: LedgerDifference[] = [];
  for (const { ledger, group, ours, tally, finding } of rows) {
    const known = byName.get(ledger);
    if (finding === "equal" && known?.carriesResult !== true) continue;
    const ledgerId = known?.ledgerId ?? null;
    ledgers.push({ ledgerId, ledger, nameKey: nameKey(ledger), group, ours, tally, finding });
  }
  await keepLedgerDifferences(tx, ledgers);
  return { verdict, differences, ledgers };
}

/** Vouchers by month and type; null when Tally did not count them. */
async function tieOutMonths(
  tx: CompanyTx,
  { voucherTotals }: TallyTotals,
): Promise<MonthDifference[] | null> {
  if (voucherTotals === undefined) return null;
  const ours = await voucherMonths(tx);
  await keepMonthDifferences(tx, differingTotals(ours, voucherTotals));
  return compareVoucherTotals(ours, voucherTotals);
}

/** Keeps the stock's value at the ends of periods, for what is worked out with it. */
export async function keepStock(tx: CompanyTx, totals: TallyTotals | null): Promise<void> {
  const rows = totals?.closingStock ?? [];
  if (rows.length === 0) return;
  await keepClosingStock(
    tx,
    rows.map(({ asOf, value }) => ({ asOf, value: -paiseFromJson(value) })),
  );
}

async function countFinding(tx: CompanyTx, totals: TallyTotals): Promise<string[]> {
  if (totals.vouchers === undefined) return [];
  const ours = (await voucherMonths(tx)).reduce((total, row) => total + row.vouchers, 0);
  return ours === totals.vouchers ? [] : [countText("voucher", { ours, tally: totals.vouchers })];
}

function monthFinding(months: readonly MonthDifference[]): string[] {
  if (months.length === 0) return [];
  const shown = months.slice(0, 6).map(({ month }) => month.split("-").toReversed().join("-"));
  const more = months.length > shown.length ? ` and ${months.length - shown.length} more` : "";
  return [`Number or sum of vouchers differs in ${shown.join(", ")}${more}.`];
}

async function masterFindings(tx: CompanyTx, { masters }: TallyTotals): Promise<string[]> {
  if (masters === undefined) return [];
  const ours = await countMasters(tx);
  const kinds = [
    { title: "group", ours: ours.groups, tally: masters.groups },
    { title: "ledger", ours: ours.ledgers, tally: masters.ledgers },
    { title: "voucher type", ours: ours.voucherTypes, tally: masters.voucherTypes },
  ];
  return kinds
    .filter((kind) => kind.ours !== kind.tally)
    .map(({ title, ...counts }) => countText(title, counts));
}

function countText(title: string, { ours, tally }: { ours: number; tally: number }): string {
  return `Tally counts ${counted(tally, title)}, ${counted(ours, "is", "are")} here.`;
}
