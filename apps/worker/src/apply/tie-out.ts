import { nameKey } from "@cfa/books/name-key";
import { reconcile } from "@cfa/books/reconcile";
import { TallyTotals } from "@cfa/contract/sync";
import type { CompanyTx } from "@cfa/db/company-scope";
import type { RunEnd } from "@cfa/db/queries/apply/run";
import { balancesOn, keepTallyBalances } from "@cfa/db/queries/apply/tie-out";
import { countVouchers } from "@cfa/db/queries/apply/vouchers";
import { paiseFromJson } from "@cfa/values/money";

export type TiedOut = { tieOut: NonNullable<RunEnd["tieOut"]>; message: string | null };

/**
 * Holds our balances against Tally's own of the same run, ledger by ledger, and the number of vouchers where Tally told it.
 * Tally's balances are kept beside ours, so that every difference can be shown.
 */
export async function tieOut(tx: CompanyTx, totals: unknown): Promise<TiedOut> {
  const read = TallyTotals.safeParse(totals);
  if (!read.success) return { tieOut: { state: "unknown", asOf: null, differences: 0 }, message: null };
  const { asOf, trialBalance, vouchers } = read.data;
  await keepTallyBalances(
    tx,
    trialBalance.map(({ ledger, closing }) => ({
      name: ledger,
      nameKey: nameKey(ledger),
      closing: -paiseFromJson(closing),
    })),
  );
  const { verdict, differences } = reconcile(await balancesOn(tx, asOf), trialBalance);
  const ours = await countVouchers(tx);
  const isCountEqual = vouchers === undefined || vouchers === ours;
  const messages = [
    differences > 0 ? `${differences} ledger balances differ from Tally's.` : "",
    isCountEqual ? "" : `Tally counts ${vouchers} vouchers, ${ours} are here.`,
  ].filter((message) => message !== "");
  return {
    tieOut: { state: isCountEqual ? verdict : "different", asOf, differences },
    message: messages.length === 0 ? null : messages.join(" "),
  };
}
