import type { TallyClient } from "@cfa/tally/client";
import type { LocalDate } from "@cfa/values/local-date";
import { ok } from "@cfa/values/result";

/** Paise that Tally has more under the odd party. */
export const ODD_PAISE = 5_000n;

/** A Tally in which a party owes more than its vouchers say, from a day on, by a bill that no voucher made. */
export function oddTally(
  client: TallyClient,
  { party, since }: { party: string; since: LocalDate },
): TallyClient {
  return {
    ...client,
    async trialBalance(name, asOf) {
      const read = await client.trialBalance(name, asOf);
      if (!read.ok || asOf < since) return read;
      return ok(
        read.value.map((row) =>
          row.ledger === party ? { ...row, closing: (BigInt(row.closing) - ODD_PAISE).toString() } : row,
        ),
      );
    },
    async billSums(name, wanted) {
      const read = await client.billSums(name, wanted);
      if (!read.ok || wanted.side !== "receivable") return read;
      const { total, parties, bills } = read.value;
      const bill = { party, side: "receivable", name: "ODD-1", pending: (-ODD_PAISE).toString() } as const;
      return ok({
        total: (BigInt(total) - ODD_PAISE).toString(),
        parties: parties.map((row) =>
          row.party === party ? { party, amount: (BigInt(row.amount) - ODD_PAISE).toString() } : row,
        ),
        bills: wanted.parties?.includes(party) === true ? [...bills, bill] : bills,
      });
    },
  };
}
