import type { PartyBill, PartyBills } from "@cfa/contract/sync";
import { ok, type Result } from "@cfa/values/result";

import type { BillsSide } from "../request/reports.ts";
import { createBillsReader, type PendingBill } from "./bills.ts";

/** What a Bills report says of one side, without its bills: the sum, and each party's; the bills of some parties. Tally's sign. */
export type BillSums = {
  readonly total: string;
  readonly parties: { party: string; amount: string }[];
  readonly bills: PartyBill[];
};

type Reader = {
  cell(name: string, texts: ReadonlyMap<string, string>): void;
  result(): Result<BillSums, string>;
};

/** Adds a Bills report up while it is read. Only bills of parties for which `isWanted` are kept. */
export function createBillSumsReader(side: BillsSide, isWanted: (party: string) => boolean): Reader {
  const sums = new Map<string, bigint>();
  const bills: PartyBill[] = [];
  let total = 0n;
  const take = ({ party, name, pending }: PendingBill): void => {
    const amount = BigInt(pending);
    total += amount;
    sums.set(party, (sums.get(party) ?? 0n) + amount);
    if (isWanted(party)) bills.push({ party, side, name, pending });
  };
  const reader = createBillsReader(take);
  return {
    cell: (name, texts) => reader.cell(name, texts),
    result() {
      const read = reader.result();
      if (!read.ok) return read;
      const parties = [...sums].map(([party, amount]) => ({ party, amount: amount.toString() }));
      return ok({ total: total.toString(), parties, bills });
    },
  };
}

/** Both sides' sums by party as one list. */
export function billsByParty(sides: { receivable: BillSums; payable: BillSums }): PartyBills[] {
  const parties = new Map<string, PartyBills>();
  for (const side of ["receivable", "payable"] as const) {
    for (const { party, amount } of sides[side].parties) {
      if (amount !== "0") parties.set(party, { ...(parties.get(party) ?? { party }), [side]: amount });
    }
  }
  return [...parties.values()];
}
