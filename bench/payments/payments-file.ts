import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { billsOf, type Bills } from "@cfa/insights/bills";
import { dayNumber } from "@cfa/insights/payment-history";
import { parseLocalDate } from "@cfa/values/local-date";
import { parse } from "csv-parse/sync";

/** A ledger of bills as files of payment histories have it; `ids` are the file's, by the row of `bills`. */
export type PaymentsFile = { ledger: string; bills: Bills; ids: string[] };

type Line = Record<string, string | undefined>;

/**
 * Reads a ledger from CSV, packed by gzip or not: invoice_id, customer_id, invoice_date, due_date, amount, paid_date, and
 * entered_date if it has it. Where the due date is blank, so many days after the invoice take its place.
 */
export function readPayments(path: string, terms: number): PaymentsFile {
  const bytes = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const lines: Line[] = parse(text, { columns: true, skip_empty_lines: true, bom: true });
  const parties = new Map<string, number>();
  const rows = lines.map((line, at) => {
    const where = `line ${at + 2} of ${path}`;
    const date = dayIn(line, "invoice_date", where);
    if (date === null) throw new Error(`invoice_date is empty in ${where}`);
    const customer = line["customer_id"] ?? "";
    const party = parties.get(customer) ?? parties.size;
    parties.set(customer, party);
    return {
      id: line["invoice_id"] ?? "",
      party,
      date,
      known: Math.max(date, dayIn(line, "entered_date", where) ?? date),
      due: dayIn(line, "due_date", where) ?? date + terms,
      amount: Number(line["amount"]),
      paid: dayIn(line, "paid_date", where),
    };
  });
  const sorted = rows.toSorted((a, b) => a.known - b.known || (a.id < b.id ? -1 : 1));
  return { ledger: lines[0]?.["company"] ?? path, bills: billsOf(sorted), ids: sorted.map(({ id }) => id) };
}

/** Days are counted from 1970-01-01. */
function dayIn(line: Line, column: string, where: string): number | null {
  const text = line[column];
  if (text === undefined || text === "") return null;
  const day = parseLocalDate(text.slice(0, 10));
  if (!day.ok) throw new Error(`${column} in ${where}: ${day.error}`);
  return dayNumber(day.value);
}
