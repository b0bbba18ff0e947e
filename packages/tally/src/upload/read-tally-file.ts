import type { QuarantineRecord } from "@cfa/contract/records";
import type { FileKind } from "@cfa/contract/uploads";
import { addDays, parseLocalDate, type LocalDate } from "@cfa/values/local-date";
import { toRupees } from "@cfa/values/money";
import { fail, ok, type Result } from "@cfa/values/result";

import { kindByWords } from "../csv/column-words.ts";
import { listRecords, type ListedBill } from "../csv/list-records.ts";
import type { DocumentCounts, TallyDocument } from "../document.ts";
import { importCodeOf } from "../import-file.ts";
import { createJsonReader } from "../json/read-json.ts";
import { createTallyReader } from "../read.ts";
import type { RecordSink } from "../record-reader.ts";
import { createBillsReader, type PendingBill } from "../reports/bills.ts";
import type { FileSource } from "./file-source.ts";
import { refusal, type FileRefusal } from "./refusal.ts";

/** What a file of Tally's own held. */
export type TallyFileRead = {
  readonly kind: FileKind;
  readonly company: { readonly name: string | null; readonly guid: string | null };
  readonly counts: DocumentCounts;
  readonly period: { readonly from: LocalDate; readonly to: LocalDate } | null;
  readonly debit: bigint;
  readonly credit: bigint;
  /** Of Bills Receivable and Bills Payable: what they add up to, and the day they were true, where that can be told. */
  readonly list: {
    readonly sum: bigint;
    readonly asOf: LocalDate | null;
    readonly parties: readonly string[];
  } | null;
  readonly isEducational: boolean;
  readonly first: readonly (readonly string[])[];
};

export type TallyFileOptions = {
  readonly format: "xml" | "json";
  /** Called between pieces, so that a reader may write down what it was told; false ends the reading. */
  readonly afterPiece?: (bytesRead: number) => Promise<boolean>;
};

const FIRST_ROWS = 5;
const EDUCATIONAL_DAYS = new Set([1, 2, 31]);
const EDUCATIONAL_FROM = 20;

/**
 * Reads an export of Tally as a stream: masters and vouchers go to the sink as they come, a Bills report as parties with
 * their open bills at its end. On a refusal the caller throws all of it away.
 */
export async function readTallyFile(
  source: FileSource,
  sink: RecordSink,
  options: TallyFileOptions,
): Promise<Result<TallyFileRead, FileRefusal>> {
  const seen = createSeen();
  const bills = createBillsReader();
  const told: RecordSink = {
    ...sink,
    voucher(record) {
      seen.voucher(record);
      sink.voucher?.(record);
    },
    ledger(record) {
      seen.row([record.name, record.parent ?? ""]);
      sink.ledger?.(record);
    },
    quarantined: (record: QuarantineRecord) => sink.quarantined?.(record),
    cell: (name, texts) => bills.cell(name, texts),
  };
  const reader = options.format === "json" ? createJsonReader(told) : createTallyReader(told);
  let bytes = 0;
  for await (const piece of source.read()) {
    bytes += piece.length;
    if (!reader.write(piece)) break;
    if (options.afterPiece !== undefined && !(await options.afterPiece(bytes))) break;
  }
  const read = reader.end();
  const pending = read.ok && read.value.kind === "report" ? bills.result() : undefined;
  if (pending?.ok === true && pending.value.length > 0 && read.ok) {
    return billsReport(pending.value, { document: read.value, name: source.name, sink });
  }
  const verdict = importCodeOf(read);
  if (verdict.code !== "import") {
    if (verdict.code === "error-answer" || !read.ok) return fail(verdict);
    return fail(refusal(verdict.code));
  }
  if (!read.ok) throw new Error("a file that could not be read was not refused");
  const { kind, companyName, companyGuid, counts } = read.value;
  return ok({
    kind: kind as FileKind,
    company: { name: companyName ?? null, guid: companyGuid ?? null },
    counts,
    list: null,
    ...seen.read(),
  });
}

/**
 * Which of the two reports it is is told by its signs: what customers owe is a debit, negative in Tally's exports. A name
 * that says otherwise means that the signs are turned round.
 */
function billsReport(
  bills: readonly PendingBill[],
  { document, name, sink }: { document: TallyDocument; name: string; sink: RecordSink },
): Result<TallyFileRead, FileRefusal> {
  const debits = bills.filter((bill) => bill.pending.startsWith("-")).length;
  const credits = bills.filter((bill) => !bill.pending.startsWith("-") && bill.pending !== "0").length;
  const side = debits >= credits ? "receivable" : "payable";
  const named = kindByWords(name.replaceAll(/([a-z])([A-Z])/g, "$1 $2"));
  if ((named === "receivable" || named === "payable") && named !== side) return fail(refusal("inverted"));
  const sign = side === "receivable" ? -1n : 1n;
  const listed: ListedBill[] = [];
  for (const bill of bills) {
    if (bill.party === "" || bill.date === undefined) {
      sink.quarantined?.({ kind: "other", name: bill.name, reason: "The bill names no party or no day." });
      continue;
    }
    const { party, date } = bill;
    listed.push({
      party,
      name: bill.name,
      date,
      due: bill.dueDate ?? null,
      paise: BigInt(bill.pending) * sign,
    });
  }
  const days = listed.map((bill) => bill.date).toSorted();
  const [from, to] = [days[0], days.at(-1)];
  const records = listRecords(side, listed);
  for (const record of records) sink.ledger?.(record);
  return ok({
    kind: side,
    company: { name: document.companyName ?? null, guid: null },
    counts: document.counts,
    period: from === undefined || to === undefined ? null : { from, to },
    debit: 0n,
    credit: 0n,
    list: {
      sum: listed.reduce((sum, bill) => sum + bill.paise, 0n),
      asOf: asOfOf(bills),
      parties: records.map((record) => record.name),
    },
    isEducational: false,
    first: listed.slice(0, FIRST_ROWS).map((bill) => [bill.party, bill.name, bill.date]),
  });
}

/** Due date and days overdue of a bill give the day of the report; the day most bills give is taken. */
function asOfOf(bills: readonly PendingBill[]): LocalDate | null {
  const found = new Map<LocalDate, number>();
  for (const { dueDate, overdueDays } of bills) {
    if (dueDate === undefined || overdueDays === undefined || overdueDays === 0) continue;
    const asOf = addDays(dueDate, overdueDays);
    found.set(asOf, (found.get(asOf) ?? 0) + 1);
  }
  return [...found].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** Adds up what is carried: days, sums, the first rows. */
function createSeen() {
  const first: string[][] = [];
  const days = new Set<number>();
  let vouchers = 0;
  let debit = 0n;
  let credit = 0n;
  let from: string | null = null;
  let to: string | null = null;
  const row = (cells: string[]): void => {
    if (first.length < FIRST_ROWS) first.push(cells);
  };
  return {
    row,
    voucher(record: Parameters<NonNullable<RecordSink["voucher"]>>[0]): void {
      vouchers += 1;
      days.add(Number(record.date.slice(8)));
      if (from === null || record.date < from) from = record.date;
      if (to === null || record.date > to) to = record.date;
      let own = 0n;
      for (const entry of record.entries) {
        const amount = BigInt(entry.amount);
        if (amount < 0n) own -= amount;
        else credit += amount;
      }
      debit += own;
      row([record.date, record.type, record.number ?? "", record.party ?? "", toRupees(own)]);
    },
    read() {
      const [begin, end] = [parseLocalDate(from ?? ""), parseLocalDate(to ?? "")];
      return {
        period: begin.ok && end.ok ? { from: begin.value, to: end.value } : null,
        debit,
        credit,
        isEducational: vouchers >= EDUCATIONAL_FROM && [...days].every((day) => EDUCATIONAL_DAYS.has(day)),
        first,
      };
    },
  };
}
