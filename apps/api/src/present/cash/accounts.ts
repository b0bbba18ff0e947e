import { cashAccountKind, type CashAccountKind } from "@cfa/books/cash/cash-account";
import { cashClassOf, type CashClass } from "@cfa/books/cash/cash-class";
import type { CashSaid } from "@cfa/db/queries/cash/cash-settings";
import { balancesOf, unclearedOf } from "@cfa/db/queries/ledgers/balances";
import { otherLedgers, type LedgerName } from "@cfa/db/queries/ledgers/names";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";

import { readChart } from "../ledgers/chart.ts";

/** A ledger on which money lies. */
export type MoneyLedger = LedgerName & { readonly kind: CashAccountKind };

/** A ledger of assets or liabilities on which no money lies, with what money that moves against it is for. */
export type PurposeLedger = LedgerName & { readonly class: CashClass };

/**
 * The company's ledgers of assets and liabilities that are no parties: those on which money lies, and what the others are for. What was spent, such
 * as the employer's share of a fund, is not among them: it is not owed.
 */
export async function readPurposes(
  snapshot: CompanySnapshot,
): Promise<{ money: MoneyLedger[]; others: PurposeLedger[] }> {
  const { tree } = await readChart(snapshot);
  const ledgers = (await otherLedgers(snapshot)).map((ledger) => ({
    ...ledger,
    place: tree.placeOf(ledger.group),
  }));
  const money = ledgers.flatMap(({ place, ...ledger }) => {
    const kind = cashAccountKind(place);
    return kind === null ? [] : [{ ...ledger, kind }];
  });
  const others = ledgers.flatMap(({ place, ...ledger }) => {
    const { reserved, nature, root } = place;
    const of = cashClassOf({ name: ledger.name, group: ledger.group, reserved, nature, root });
    return of === null ? [] : [{ ...ledger, class: of }];
  });
  return { money, others };
}

/** A money account as it stands, with what people say of it. */
export type AccountOnDay = MoneyLedger & {
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
  const saidOf = new Map(said.accounts.map((one) => [one.ledgerGuid, one]));
  const accounts = money.map((ledger) => {
    const { overdraftLimit = null, isLeftOut = false } = saidOf.get(ledger.guid) ?? {};
    const sums = {
      balance: balances.get(ledger.ledgerId) ?? 0n,
      uncleared: uncleared.get(ledger.ledgerId) ?? 0n,
    };
    return { ...ledger, ...sums, overdraftLimit, isLeftOut };
  });
  return accounts.toSorted(
    (a, b) =>
      Number(a.isLeftOut) - Number(b.isLeftOut) ||
      (a.balance > b.balance ? -1 : a.balance < b.balance ? 1 : 0),
  );
}
