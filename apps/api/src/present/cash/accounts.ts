import type { CashAccountKind } from "@cfa/books/cash/cash-account";
import { purposesOf, type Purposes } from "@cfa/books/cash/purposes";
import { saidOfAccounts, type CashSaid } from "@cfa/db/queries/cash/cash-settings";
import { balancesOf, unclearedOf } from "@cfa/db/queries/ledgers/balances";
import { otherLedgers, type LedgerName } from "@cfa/db/queries/ledgers/names";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";

import { readChart } from "../ledgers/chart.ts";

/**
 * The company's ledgers of assets and liabilities that are no parties: those on which money lies, and what the others are for. What was spent, such
 * as the employer's share of a fund, is not among them: it is not owed.
 */
export async function readPurposes(snapshot: CompanySnapshot): Promise<Purposes<LedgerName>> {
  const { tree } = await readChart(snapshot);
  return purposesOf(await otherLedgers(snapshot), tree);
}

/** A money account as it stands, with what people say of it. */
export type AccountOnDay = LedgerName & {
  readonly kind: CashAccountKind;
  readonly balance: bigint;
  readonly uncleared: bigint;
  readonly overdraftLimit: bigint | null;
  readonly isLeftOut: boolean;
};

/** The money accounts at the end of a day: those that count first, the largest first. */
export async function readAccounts(
  snapshot: CompanySnapshot,
  { asOf, said }: { asOf: string; said: CashSaid },
): Promise<AccountOnDay[]> {
  const { money } = await readPurposes(snapshot);
  const on = { ledgerIds: money.map((one) => one.ledgerId), asOf };
  const balances = await balancesOf(snapshot, on);
  const uncleared = await unclearedOf(snapshot, on);
  const saidOf = saidOfAccounts(said);
  const accounts = money.map((ledger) => {
    const sums = {
      balance: balances.get(ledger.ledgerId) ?? 0n,
      uncleared: uncleared.get(ledger.ledgerId) ?? 0n,
    };
    return { ...ledger, ...sums, ...saidOf(ledger.guid) };
  });
  return accounts.toSorted(
    (a, b) =>
      Number(a.isLeftOut) - Number(b.isLeftOut) ||
      (a.balance > b.balance ? -1 : a.balance < b.balance ? 1 : 0),
  );
}
