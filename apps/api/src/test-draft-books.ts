import { randomUUID } from "node:crypto";

import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";

import type { Books } from "./test-books.ts";

/*
 * What the books of test-books.ts lack for vouchers that go to Tally: the company as its Tally knows it (financial year 2026-27, read by
 * an agent), voucher types, and ledgers to stand opposite a customer:
 *   Discount Allowed (expense), Rebates (expense), HDFC Bank (bank), Output CGST (tax).
 */

export const COMPANY_IN_TALLY = { guid: "books-of-asha", name: "Asha & Sons" };

/** Adds them. Answers the inside ids with those of the books. */
export async function addDraftBooks(db: Database, books: Books): Promise<Books> {
  const ids = { ...books.ids };
  await inCompany(db, books.companyId, async (tx) => {
    const company_id = tx.companyId;
    await tx.run("update company set tally_guid = $2 where company_id = $1", [
      company_id,
      COMPANY_IN_TALLY.guid,
    ]);
    const run_id = randomUUID();
    await tx.query
      .insertInto("sync_run")
      .values({
        company_id,
        run_id,
        kind: "full",
        source: "agent",
        lease: 1,
        state: "applied",
        agent_version: "1",
        machine: "TALLY-PC",
        applied_at: new Date("2026-04-15T05:30:00Z"),
        company_record: JSON.stringify({
          ...COMPANY_IN_TALLY,
          booksFrom: "2025-04-01",
          endingAt: "2027-03-31",
        }),
      })
      .execute();
    await tx.query
      .insertInto("agent_heartbeat")
      .values({ company_id, seen_at: new Date("2026-04-15T05:30:00Z"), machine: "TALLY-PC" })
      .execute();
    await writeVoucherTypes(tx, run_id);
    await writeLedgers(tx, ids);
  });
  return { ...books, ids };
}

async function writeVoucherTypes(tx: CompanyTx, run_id: string): Promise<void> {
  const company_id = tx.companyId;
  for (const [name, parent] of [
    ["Receipt", "Receipt"],
    ["Credit Note", "Credit Note"],
    ["Sales Return", "Credit Note"],
    ["Journal", "Journal"],
  ] as const) {
    const record = JSON.stringify({ guid: `t-${name}`, alterId: 1, name, parent, numbering: "Automatic" });
    await tx.query
      .insertInto("fact")
      .values({
        company_id,
        kind: "voucher-type",
        guid: `t-${name}`,
        alter_id: 1,
        record,
        digest: Buffer.from(""),
        run_id,
      })
      .execute();
  }
}

async function writeLedgers(tx: CompanyTx, ids: Record<string, string>): Promise<void> {
  const company_id = tx.companyId;
  for (const [name, group, is_revenue] of [
    ["Discount Allowed", "Indirect Expenses", true],
    ["Rebates", "Indirect Expenses", true],
    ["HDFC Bank", "Bank Accounts", false],
    ["Output CGST", "Duties & Taxes", false],
  ] as const) {
    const ledger_id = (ids[name] = randomUUID());
    await tx.query
      .insertInto("ledger")
      .values({
        company_id,
        ledger_id,
        guid: `g-${name}`,
        name,
        name_key: name.toLowerCase(),
        group_name: group,
        group_path: [group],
        root: group,
        party_kind: null,
        home_side: null,
        is_bill_wise: false,
        opening: 0,
        is_revenue,
      })
      .execute();
  }
}
