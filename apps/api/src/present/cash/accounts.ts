import { cashAccountKind, type CashAccountKind } from "@cfa/books/cash/cash-account";
import { cashClassOf, type CashClass } from "@cfa/books/cash/cash-class";
import { moneyBalances, otherThanParties, type OtherLedgerRow } from "@cfa/db/queries/cash/money-ledgers";
import type { CashSaid } from "@cfa/db/queries/cash/cash-settings";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";

import { readChart } from "../ledgers/chart.ts";

/** A ledger on which money lies. */
export type MoneyLedger = OtherLedgerRow & { readonly kind: CashAccountKind };

/** A ledger that is no party and no money account, with what money on it is for. */
export type PurposeLedger = OtherLedgerRow & { readonly class: CashClass };

/** The company's ledgers that are no parties: those on which money lies, and what the others are for. */
export async function readPurposes(
  snapshot: CompanySnapshot,
): Promise<{ money: MoneyLedger[]; others: PurposeLedger[] }> {
  const { tree } = await readChart(snapshot);
  const ledgers = (await otherThanParties(snapshot)).map((ledger) => ({
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
  const balances = await moneyBalances(snapshot, { ledgerIds: money.map((one) => one.ledgerId), asOf });
  const byId = new Map(balances.map((row) => [row.ledgerId, row]));
  const saidOf = new Map(said.accounts.map((one) => [one.ledgerGuid, one]));
  const accounts = money.map((ledger) => {
    const { balance = 0n, uncleared = 0n } = byId.get(ledger.ledgerId) ?? {};
    const { overdraftLimit = null, isLeftOut = false } = saidOf.get(ledger.guid) ?? {};
    return { ...ledger, balance, uncleared, overdraftLimit, isLeftOut };
  });
  return accounts.toSorted(
    (a, b) =>
      Number(a.isLeftOut) - Number(b.isLeftOut) ||
      (a.balance > b.balance ? -1 : a.balance < b.balance ? 1 : 0),
  );
}
