import { createTallyClient } from "@cfa/tally/client";
import type { LocalDate } from "@cfa/values/local-date";

/** Rows of Tally's trial balance that are no ledger. */
const BESIDE = new Set(["Opening Stock", "Difference in Opening Balances"]);

/** Every ledger's closing balance on a day as Tally's own trial balance states it, Tally's sign (debit negative). */
export async function tallysBalances(
  port: number,
  company: { name: string; asOf: LocalDate },
): Promise<Map<string, bigint>> {
  const client = createTallyClient({ host: "127.0.0.1", port, pauseMs: 0 });
  const read = await client.trialBalance(company.name, company.asOf);
  if (!read.ok) throw new Error(read.error.message);
  return new Map(
    read.value
      .filter(({ ledger }) => !BESIDE.has(ledger))
      .map(({ ledger, closing }) => [ledger, BigInt(closing)]),
  );
}
