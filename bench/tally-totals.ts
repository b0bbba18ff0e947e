import type { LedgerRecord, VoucherRecord } from "@cfa/contract/records";
import type { PartyBills, TallyTotals } from "@cfa/contract/sync";
import { sum } from "@cfa/values/money";

/** Adds generated records up as Tally would state them, so that a tie-out has something to hold ours against. */
export type TotalsOf = {
  ledger(record: LedgerRecord): void;
  /** `sign` −1n takes a voucher out again. */
  voucher(record: VoucherRecord, sign?: bigint): void;
  totals(asOf: string): TallyTotals;
};

/** See TotalsOf. All of Tally's sign: debit negative. Revenue ledgers hold the financial year alone, as in Tally's trial balance. */
export function addUpTotals(year: { yearFrom: string; revenue: readonly string[] }): TotalsOf {
  const balances = new Map<string, bigint>();
  const bills = new Map<string, Map<string, bigint>>();
  const months = new Map<string, { month: string; type: string; count: number; amount: bigint }>();
  let vouchers = 0;
  const addBill = (party: string, name: string, amount: bigint): void => {
    const names = bills.get(party) ?? new Map<string, bigint>();
    bills.set(party, names);
    const left = (names.get(name) ?? 0n) + amount;
    if (left === 0n) names.delete(name);
    else names.set(name, left);
  };
  return {
    ledger: ({ name, openingBalance }) => void balances.set(name, BigInt(openingBalance ?? "0")),
    voucher({ date, type, amount, entries }, sign = 1n) {
      vouchers += Number(sign);
      const key = `${date.slice(0, 7)} ${type}`;
      const total = months.get(key) ?? { month: date.slice(0, 7), type, count: 0, amount: 0n };
      total.count += Number(sign);
      total.amount += sign * BigInt(amount ?? "0");
      months.set(key, total);
      for (const entry of entries) {
        const isClosed = date < year.yearFrom && year.revenue.includes(entry.ledger);
        if (!isClosed)
          balances.set(entry.ledger, (balances.get(entry.ledger) ?? 0n) + sign * BigInt(entry.amount));
        for (const bill of entry.bills ?? []) addBill(entry.ledger, bill.name, sign * BigInt(bill.amount));
      }
    },
    totals(asOf) {
      const parties = [...bills].map(([party, names]) => sidesOf(party, names));
      const sumOf = (side: "receivable" | "payable"): string =>
        sum(parties.map((party) => BigInt(party[side] ?? "0"))).toString();
      return {
        asOf,
        trialBalance: [...balances].map(([ledger, closing]) => ({ ledger, closing: closing.toString() })),
        billsReceivable: sumOf("receivable"),
        billsPayable: sumOf("payable"),
        billParties: parties.filter((party) => party.receivable !== undefined || party.payable !== undefined),
        vouchers,
        voucherTotals: [...months.values()].map((row) => ({ ...row, amount: row.amount.toString() })),
      };
    },
  };
}

function sidesOf(party: string, names: ReadonlyMap<string, bigint>): PartyBills {
  const open = [...names.values()];
  const owed = open.filter((amount) => amount < 0n);
  const owing = open.filter((amount) => amount > 0n);
  return {
    party,
    ...(owed.length === 0 ? {} : { receivable: sum(owed).toString() }),
    ...(owing.length === 0 ? {} : { payable: sum(owing).toString() }),
  };
}
