import { nameKey } from "@cfa/books/name-key";
import { reconcile } from "@cfa/books/reconcile";
import { TallyTotals } from "@cfa/contract/sync";
import type { CompanyTx } from "@cfa/db/company-scope";
import type { RunEnd } from "@cfa/db/queries/apply/run";
import { balancesOn, keepTallyBalances, statedBillsOn } from "@cfa/db/queries/apply/tie-out";
import { countVouchers } from "@cfa/db/queries/apply/vouchers";
import { abs, formatRupees, paiseFromJson } from "@cfa/values/money";

export type TiedOut = { tieOut: NonNullable<RunEnd["tieOut"]>; message: string | null };

/**
 * Holds our totals against Tally's own of the same run: every ledger's balance, the bills receivable and payable, and the number
 * of vouchers, as far as Tally told them. Tally's balances are kept beside ours, so that every difference can be shown.
 */
export async function tieOut(tx: CompanyTx, totals: unknown): Promise<TiedOut> {
  const read = TallyTotals.safeParse(totals);
  if (!read.success)
    return {
      tieOut: { state: "unknown", asOf: null, differences: 0, months: [], message: null },
      message: null,
    };
  const { asOf, trialBalance } = read.data;
  await keepTallyBalances(
    tx,
    trialBalance.map(({ ledger, closing }) => ({
      name: ledger,
      nameKey: nameKey(ledger),
      closing: -paiseFromJson(closing),
    })),
  );
  const { verdict, differences } = reconcile(await balancesOn(tx, asOf), trialBalance);
  const others = [...(await billFindings(tx, read.data)), ...(await countFinding(tx, read.data))];
  const balances = differences > 0 ? [`${differences} ledger balances differ from Tally's.`] : [];
  const messages = [...balances, ...others];
  const message = messages.length === 0 ? null : messages.join(" ");
  const state = others.length > 0 ? "different" : verdict;
  return { tieOut: { state, asOf, differences, months: [], message }, message };
}

async function billFindings(tx: CompanyTx, totals: TallyTotals): Promise<string[]> {
  if (totals.billsReceivable === undefined && totals.billsPayable === undefined) return [];
  const ours = await statedBillsOn(tx, totals.asOf);
  const sides = [
    { title: "Bills receivable", ours: ours.receivable, tally: totals.billsReceivable },
    { title: "Bills payable", ours: ours.payable, tally: totals.billsPayable },
  ];
  return sides.flatMap(({ title, ours, tally }) => {
    const theirs = tally === undefined ? ours : abs(paiseFromJson(tally));
    if (theirs === ours) return [];
    return [`${title} are ${formatRupees(ours)} here and ${formatRupees(theirs)} in Tally.`];
  });
}

async function countFinding(tx: CompanyTx, totals: TallyTotals): Promise<string[]> {
  if (totals.vouchers === undefined) return [];
  const ours = await countVouchers(tx);
  return ours === totals.vouchers ? [] : [`Tally counts ${totals.vouchers} vouchers, ${ours} are here.`];
}
