import { randomUUID } from "node:crypto";

import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { idOut, type IdKind } from "@cfa/values/ids";

/*
 * A small set of books for tests, written row by row as a sync would leave them. Sums are paise.
 *
 * Ram & Sons, a customer with bill-wise detail, on 15 April 2026:
 *   INV-0  opening    300.00  due 31 Dec 2025  paid 12 April
 *   INV-1  10 Jan   1,000.00  due  9 Feb       400.00 paid 1 March: 600.00 open, 65 days overdue
 *   INV-2   1 April   500.00  due  1 May       not due; 200.00 on account of 10 April probably belongs to it
 *   INV-9  20 April    70.00  post-dated: not there yet
 * Gupta Traders, a supplier: GT/7 of 250.00, due 14 April: a day overdue.
 * 100% Cotton_House, a customer with nothing on it.
 * A receipt of 100.00 for INV-2 is drafted for Tally.
 */

export type Books = { readonly companyId: string; readonly ids: Record<string, string> };

/** Today in these books. */
export const TODAY = new Date("2026-04-15T06:00:00Z");

type Bill = {
  name: string;
  date: string;
  due: string;
  amount: number;
  open: number;
  lastSettled?: string;
  voucher?: string;
};

/** Writes the books into a company (its UUID) and answers the inside ids by name. */
export async function writeBooks(db: Database, companyId: string): Promise<Books> {
  const ids: Record<string, string> = {};
  const id = (name: string): string => (ids[name] ??= randomUUID());
  await inCompany(db, companyId, async (tx) => {
    await writeLedgers(tx, id);
    await writeVouchers(tx, id);
    await writeRamsBills(tx, id);
    const gupta: Bill = {
      name: "GT/7",
      date: "2026-03-15",
      due: "2026-04-14",
      amount: 25_000,
      open: 25_000,
      voucher: "P1",
    };
    await writeBill(tx, id, { ...gupta, ledger: "Gupta Traders", side: "payable" });
    await writeDraft(tx, id);
    await writeSyncState(tx);
  });
  return { companyId, ids };
}

/** The outward form of an id of these books. */
export function outward(books: Books, kind: IdKind, name: string): string {
  return idOut(kind, books.ids[name] ?? "");
}

type IdOf = (name: string) => string;

async function writeLedgers(tx: CompanyTx, id: IdOf): Promise<void> {
  const party = {
    is_bill_wise: true,
    root: "Current Assets",
    group_path: ["Current Assets", "Sundry Debtors"],
  };
  const customer = {
    ...party,
    group_name: "Sundry Debtors",
    party_kind: "customer",
    home_side: "receivable",
  } as const;
  const supplier = {
    ...party,
    group_name: "Sundry Creditors",
    party_kind: "supplier",
    home_side: "payable",
  } as const;
  const none = {
    ...party,
    group_name: "Sales Accounts",
    is_bill_wise: false,
    party_kind: null,
    home_side: null,
  };
  const rows = [
    { ...customer, name: "Ram & Sons", aliases: ["RS Mumbai"], opening: 30_000, phone: "+91 98200 00000" },
    { ...customer, name: "100% Cotton_House", opening: 0 },
    { ...supplier, name: "Gupta Traders", opening: 0 },
    { ...none, name: "Sales", opening: 0 },
    {
      ...none,
      name: "Bank",
      group_name: "Bank Accounts",
      group_path: ["Current Assets", "Bank Accounts"],
      opening: -30_000,
    },
  ];
  for (const row of rows) {
    const { companyId: company_id } = tx;
    const keys = {
      company_id,
      ledger_id: id(row.name),
      guid: `g-${row.name}`,
      name_key: row.name.toLowerCase(),
    };
    await tx.query
      .insertInto("ledger")
      .values({ ...row, ...keys })
      .execute();
  }
}

async function writeVouchers(tx: CompanyTx, id: IdOf): Promise<void> {
  const lines: [voucher: string, date: string, kind: string, party: string, other: string, amount: number][] =
    [
      ["S1", "2026-01-10", "sales", "Ram & Sons", "Sales", 100_000],
      ["R1", "2026-03-01", "receipt", "Ram & Sons", "Bank", -40_000],
      ["P1", "2026-03-15", "purchase", "Gupta Traders", "Bank", -25_000],
      ["S2", "2026-04-01", "sales", "Ram & Sons", "Sales", 50_000],
      ["R2", "2026-04-10", "receipt", "Ram & Sons", "Bank", -20_000],
      ["R3", "2026-04-12", "receipt", "Ram & Sons", "Bank", -30_000],
      ["S9", "2026-04-20", "sales", "Ram & Sons", "Sales", 7_000],
    ];
  for (const [name, date, kind, party, other, amount] of lines) {
    const key = { company_id: tx.companyId, voucher_id: id(name) };
    const state = name === "S9" ? "post-dated" : "posted";
    const voucher = {
      ...key,
      guid: `g-${name}`,
      alter_id: 1,
      date,
      kind,
      type_name: kind,
      state,
      number: name,
    } as const;
    await tx.query.insertInto("voucher").values(voucher).execute();
    for (const [line_no, ledger, signed] of [
      [1, party, amount],
      [2, other, -amount],
    ] as const) {
      const posting = { ...key, line_no, ledger_id: id(ledger), date, amount: signed };
      await tx.query.insertInto("posting").values(posting).execute();
    }
  }
  await tx.run(
    `insert into ledger_month (company_id, ledger_id, month, debit, credit)
     select company_id, ledger_id, date_trunc('month', date)::date, coalesce(sum(amount) filter (where amount > 0), 0),
            coalesce(-sum(amount) filter (where amount < 0), 0)
     from posting where company_id = $1 group by 1, 2, 3`,
    [tx.companyId],
  );
}

async function writeRamsBills(tx: CompanyTx, id: IdOf): Promise<void> {
  const bills: Bill[] = [
    {
      name: "INV-0",
      date: "2025-12-01",
      due: "2025-12-31",
      amount: 30_000,
      open: 0,
      lastSettled: "2026-04-12",
    },
    {
      name: "INV-1",
      date: "2026-01-10",
      due: "2026-02-09",
      amount: 100_000,
      open: 60_000,
      lastSettled: "2026-03-01",
      voucher: "S1",
    },
    { name: "INV-2", date: "2026-04-01", due: "2026-05-01", amount: 50_000, open: 50_000, voucher: "S2" },
    { name: "INV-9", date: "2026-04-20", due: "2026-05-20", amount: 7_000, open: 7_000, voucher: "S9" },
  ];
  for (const bill of bills) await writeBill(tx, id, { ...bill, ledger: "Ram & Sons", side: "receivable" });
  const settlements = [
    ["INV-0", "R3", "2026-04-12", 30_000, "stated"],
    ["INV-1", "R1", "2026-03-01", 40_000, "stated"],
    ["INV-2", "R2", "2026-04-10", 20_000, "inferred"],
  ] as const;
  for (const [bill, voucher, date, amount, basis] of settlements) {
    const key = { company_id: tx.companyId, bill_id: id(bill), settlement_no: 1 };
    await tx.query
      .insertInto("settlement")
      .values({ ...key, date, amount, basis, voucher_id: id(voucher), line_no: 1 })
      .execute();
  }
  const money = {
    company_id: tx.companyId,
    ledger_id: id("Ram & Sons"),
    side: "receivable",
    name: "",
  } as const;
  const rows = [
    { unapplied_no: 1, kind: "advance", date: "2026-02-01", amount: 5_000, voucher_id: id("R1") },
    { unapplied_no: 2, kind: "advance", date: "2026-02-20", amount: -5_000, voucher_id: id("R1") },
    { unapplied_no: 3, kind: "on-account", date: "2026-04-10", amount: 20_000, voucher_id: id("R2") },
  ] as const;
  for (const row of rows)
    await tx.query
      .insertInto("unapplied")
      .values({ ...money, ...row })
      .execute();
}

async function writeBill(
  tx: CompanyTx,
  id: IdOf,
  bill: Bill & { ledger: string; side: "receivable" | "payable" },
): Promise<void> {
  const { name, voucher } = bill;
  await tx.query
    .insertInto("bill")
    .values({
      company_id: tx.companyId,
      bill_id: id(name),
      ledger_id: id(bill.ledger),
      side: bill.side,
      name,
      name_key: name.toLowerCase(),
      occurrence: 1,
      basis: "stated",
      is_opening: voucher === undefined,
      date: bill.date,
      due_date: bill.due,
      due_source: "ledger",
      amount: bill.amount,
      open: bill.open,
      last_settled: bill.lastSettled ?? null,
      voucher_id: voucher === undefined ? null : id(voucher),
      line_no: voucher === undefined ? null : 1,
    })
    .execute();
}

async function writeDraft(tx: CompanyTx, id: IdOf): Promise<void> {
  const lines = [
    { ledger: "Bank", amount: "-10000", isParty: false },
    { ledger: "Ram & Sons", amount: "10000", isParty: true },
  ];
  const head = { kind: "receipt", marker: "CFA-draftedinv22", date: "2026-04-14" } as const;
  const voucher = { ...head, type: "Receipt", party: "Ram & Sons", bill: "INV-2", narration: "", lines };
  await tx.query
    .insertInto("tally_draft")
    .values({
      ...head,
      company_id: tx.companyId,
      draft_id: id("draft of INV-2"),
      request_id: randomUUID(),
      gst: "none",
      ledger_id: id("Ram & Sons"),
      bill_id: id("INV-2"),
      amount: 10_000,
      voucher: JSON.stringify(voucher),
      base: "{}",
      created_by: "nobody",
      created_name: "Nobody",
    })
    .execute();
}

async function writeSyncState(tx: CompanyTx): Promise<void> {
  const { companyId: company_id } = tx;
  await tx.query
    .insertInto("sync_state")
    .values({
      company_id,
      generation: 3,
      read_at: new Date("2026-04-15T05:30:00Z"),
      data_to: "2026-04-20",
      tie_out: "different",
      tie_out_as_of: "2026-04-15",
      differences: 1,
    })
    .execute();
  const closings = { "Ram & Sons": 90_000, "Gupta Traders": -25_000, Sales: -150_000, Bank: 84_900 };
  for (const [ledger_name, closing] of Object.entries(closings)) {
    const row = { company_id, ledger_name, name_key: ledger_name.toLowerCase(), closing };
    await tx.query.insertInto("tally_balance").values(row).execute();
  }
  // A microsecond apart: a cursor that forgot the last digits would skip or repeat one.
  for (const [micros, name] of ["Bill of Dec", "Bill of Jan", "Bill of Feb"].entries()) {
    const seen_at = `2026-04-15T05:30:00.00000${micros}Z`;
    const row = {
      company_id,
      run_id: randomUUID(),
      kind: "voucher",
      name,
      reason: "does not balance",
      seen_at,
    };
    await tx.query.insertInto("quarantine").values(row).execute();
  }
}
