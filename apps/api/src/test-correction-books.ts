import { randomUUID } from "node:crypto";

import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { idOut, type IdKind } from "@cfa/values/ids";

/*
 * Books that a correction can be tried on: the facts and what is derived from them say the same. On 15 April 2026:
 *   Meena Stores   INV-1  5 Jan  1,000.00  due 4 Feb    INV-2  1 March  500.00  due 31 March
 *                  R1    10 April  600.00 received on account
 *   Meena Store    a second ledger of hers, with nothing on it; Meena (old) a third
 */

export type CorrectionBooks = { readonly companyId: string; readonly ids: Readonly<Record<string, string>> };

/** Writes the books into a company (its UUID). */
export async function writeCorrectionBooks(db: Database, companyId: string): Promise<CorrectionBooks> {
  const ids: Record<string, string> = {};
  const id = (name: string): string => (ids[name] ??= randomUUID());
  await inCompany(db, companyId, async (tx) => {
    await tx.run("update company set books_from = '2025-04-01' where company_id = $1", [companyId]);
    for (const [name, phone] of [
      ["Meena Stores", "9820012345"],
      ["Meena Store", null],
      ["Meena (old)", null],
    ] as const) {
      await writeParty(tx, { id: id(name), name, phone });
    }
    await writeVoucher(tx, id, {
      name: "S1",
      date: "2026-01-05",
      kind: "sales",
      bill: "INV-1",
      amount: 100_000,
    });
    await writeVoucher(tx, id, {
      name: "S2",
      date: "2026-03-01",
      kind: "sales",
      bill: "INV-2",
      amount: 50_000,
    });
    await writeVoucher(tx, id, {
      name: "R1",
      date: "2026-04-10",
      kind: "receipt",
      bill: null,
      amount: -60_000,
    });
    await writeBill(tx, id, {
      name: "INV-1",
      date: "2026-01-05",
      due: "2026-02-04",
      amount: 100_000,
      voucher: "S1",
    });
    await writeBill(tx, id, {
      name: "INV-2",
      date: "2026-03-01",
      due: "2026-03-31",
      amount: 50_000,
      voucher: "S2",
    });
    await tx.query
      .insertInto("unapplied")
      .values({
        company_id: companyId,
        ledger_id: id("Meena Stores"),
        unapplied_no: 1,
        side: "receivable",
        kind: "on-account",
        name: "",
        date: "2026-04-10",
        amount: 60_000,
        voucher_id: id("R1"),
      })
      .execute();
  });
  return { companyId, ids };
}

/** The outward form of an id of these books. */
export function outwardOf(books: CorrectionBooks, kind: IdKind, name: string): string {
  return idOut(kind, books.ids[name] ?? "");
}

type IdOf = (name: string) => string;

async function writeParty(
  tx: CompanyTx,
  party: { id: string; name: string; phone: string | null },
): Promise<void> {
  await tx.query
    .insertInto("ledger")
    .values({
      company_id: tx.companyId,
      ledger_id: party.id,
      guid: `g-${party.name}`,
      name: party.name,
      name_key: party.name.toLowerCase(),
      group_name: "Sundry Debtors",
      group_path: ["Current Assets", "Sundry Debtors"],
      root: "Current Assets",
      party_kind: "customer",
      home_side: "receivable",
      is_bill_wise: true,
      opening: 0,
      credit_period: JSON.stringify({ text: "30 Days" }),
      phone: party.phone,
    })
    .execute();
}

async function writeVoucher(
  tx: CompanyTx,
  id: IdOf,
  voucher: { name: string; date: string; kind: string; bill: string | null; amount: number },
): Promise<void> {
  const { name, date, kind, bill, amount } = voucher;
  const key = { company_id: tx.companyId, voucher_id: id(name) };
  await tx.query
    .insertInto("voucher")
    .values({
      ...key,
      guid: `g-${name}`,
      alter_id: 1,
      date,
      kind,
      type_name: kind,
      state: "posted",
      number: name,
    })
    .execute();
  const allocation = {
    name: bill ?? "",
    type: bill === null ? "On Account" : "New Ref",
    amount: String(amount),
  };
  await tx.query
    .insertInto("posting")
    .values({
      ...key,
      line_no: 1,
      ledger_id: id("Meena Stores"),
      date,
      amount,
      allocations: JSON.stringify([allocation]),
    })
    .execute();
}

async function writeBill(
  tx: CompanyTx,
  id: IdOf,
  bill: { name: string; date: string; due: string; amount: number; voucher: string },
): Promise<void> {
  await tx.query
    .insertInto("bill")
    .values({
      company_id: tx.companyId,
      bill_id: id(bill.name),
      ledger_id: id("Meena Stores"),
      side: "receivable",
      name: bill.name,
      name_key: bill.name.toLowerCase(),
      occurrence: 1,
      basis: "stated",
      is_opening: false,
      date: bill.date,
      due_date: bill.due,
      due_source: "ledger",
      amount: bill.amount,
      open: bill.amount,
      voucher_id: id(bill.voucher),
      line_no: 1,
    })
    .execute();
}
