import { createHash, randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";

import type { CompanyRecord, LedgerRecord, Records, VoucherRecord } from "@cfa/contract/records";
import { PROTOCOL, type Batch, type FinishRun, type TallyTotals, type Wants } from "@cfa/contract/sync";
import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { holdings, storeBatch, type RefusedRecord } from "@cfa/db/queries/sync-batches";
import { bindCompany, openRun, queueRun } from "@cfa/db/queries/sync-runs";

/* Small books by hand, for tests: a trader with one customer, one supplier, a bank. Tally's sign: debit negative. */

export const GUID = "books-of-asha";

/** The masters: groups are Tally's own, so that none is needed. `ravi`: the one customer, where it is not to be as plain as can be. */
export function masters(
  ravi = ledger("Ravi Stores", "Sundry Debtors", { alterId: 6, isBillWise: true }),
): Records {
  return {
    groups: [],
    voucherTypes: [{ guid: "vt-sales", alterId: 1, name: "Sales", parent: null, reservedName: "Sales" }],
    ledgers: [
      ledger("Bank", "Bank Accounts", { alterId: 2, openingBalance: "-1000000" }),
      ledger("Capital", "Capital Account", { alterId: 3, openingBalance: "1000000" }),
      ledger("Sales", "Sales Accounts", { alterId: 4 }),
      ledger("Purchases", "Purchase Accounts", { alterId: 5 }),
      ravi,
      ledger("Sita Mills", "Sundry Creditors", { alterId: 7, isBillWise: true }),
    ],
  };
}

export function ledger(name: string, parent: string, more: Partial<LedgerRecord> = {}): LedgerRecord {
  return { guid: `led-${name}`, alterId: 1, name, parent, openingBalance: "0", ...more };
}

/** A customer with 30 days' credit. */
export function customerOnCredit(name: string, more: Partial<LedgerRecord> = {}): LedgerRecord {
  return ledger(name, "Sundry Debtors", { isBillWise: true, creditPeriod: { text: "30 Days" }, ...more });
}

/** Goods sold to Ravi Stores on a bill of its own. Rupees. */
export function sale(
  bill: string,
  date: string,
  rupees: number,
  more: Partial<VoucherRecord> = {},
): VoucherRecord {
  return {
    guid: `v-${bill}`,
    alterId: 100,
    date,
    type: "Sales",
    number: bill,
    party: "Ravi Stores",
    entries: [
      {
        ledger: "Ravi Stores",
        amount: paise(-rupees),
        bills: [{ name: bill, type: "new-ref", amount: paise(-rupees) }],
      },
      { ledger: "Sales", amount: paise(rupees) },
    ],
    ...more,
  };
}

/** Money from Ravi Stores against a bill. Rupees. */
export function receipt(
  bill: string,
  date: string,
  rupees: number,
  more: Partial<VoucherRecord> = {},
): VoucherRecord {
  return {
    guid: `r-${bill}-${date}`,
    alterId: 101,
    date,
    type: "Receipt",
    party: "Ravi Stores",
    entries: [
      { ledger: "Bank", amount: paise(-rupees) },
      {
        ledger: "Ravi Stores",
        amount: paise(rupees),
        bills: [{ name: bill, type: "agst-ref", amount: paise(rupees) }],
      },
    ],
    ...more,
  };
}

export type RunOptions = {
  kind?: "full" | "changes" | "sweep";
  source?: "agent" | "file";
  runId?: string;
  marks?: { masters: number; vouchers: number };
  totals?: TallyTotals;
  refused?: RefusedRecord[];
  swept?: FinishRun["swept"];
  asked?: Wants;
  company?: Partial<CompanyRecord>;
};

/** Puts a finished run into the database as the sync endpoint would: batches stored, run queued. Answers its id. */
export async function stageRun(
  db: Database,
  companyId: string,
  { batches, ...options }: RunOptions & { batches: Records[] },
): Promise<string> {
  const runId = options.runId ?? randomUUID();
  await inCompany(db, companyId, async (tx) => {
    await bindCompany(tx, GUID);
    await openRun(tx, {
      runId,
      kind: options.kind ?? "changes",
      source: options.source ?? "agent",
      agentVersion: "test",
      machine: "test",
      companyRecord: { guid: GUID, name: "Asha Traders", booksFrom: "2026-04-01", ...options.company },
      asked: options.asked,
    });
    for (const [index, records] of batches.entries()) {
      const body = gzipSync(JSON.stringify(batchOf(runId, index + 1, records)));
      await storeBatch(tx, {
        runId,
        sequence: index + 1,
        sha256: createHash("sha256").update(body).digest(),
        body,
        records: 1,
        ...holdings(records, index === 0 ? (options.refused ?? []) : []),
        refused: index === 0 ? (options.refused ?? []) : [],
        answer: { quarantined: [] },
      });
    }
    await queueRun(tx, {
      runId,
      batches: batches.length,
      marks: options.marks ?? { masters: 10, vouchers: 200 },
      readAt: "2026-05-01T10:00:00Z",
      totals: options.totals,
      swept: options.swept,
    });
  });
  return runId;
}

/** A batch around some records. */
export function batchOf(runId: string, sequence: number, records: Records): Batch {
  const lists = Object.values(records) as unknown[][];
  const debits = (records.vouchers ?? [])
    .flatMap((voucher) => voucher.entries)
    .reduce((total, entry) => (entry.amount.startsWith("-") ? total - BigInt(entry.amount) : total), 0n);
  return {
    protocol: PROTOCOL,
    runId,
    sequence,
    companyGuid: GUID,
    alterIds: null,
    count: lists.reduce((total, list) => total + list.length, 0),
    debits: debits.toString(),
    records,
  };
}

export function paise(rupees: number): string {
  return String(Math.round(rupees * 100));
}
