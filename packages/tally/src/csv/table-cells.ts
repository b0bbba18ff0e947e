import type { Mapping, TableField } from "@cfa/contract/uploads";
import type { LocalDate } from "@cfa/values/local-date";
import { fail, ok, type Result } from "@cfa/values/result";

import { readCsvAmount } from "./csv-amount.ts";
import { readCsvDay, type DateOrder } from "./csv-day.ts";
import type { CsvRow } from "./csv-rows.ts";

/** What a row of a table says once its columns are known. `paise` is positive for what the table's kind is about. */
export type TableLine = {
  readonly line: number;
  readonly party: string;
  readonly date: LocalDate;
  readonly number: string;
  readonly paise: bigint;
  /** The side the sum was marked with; "minus" for one below nothing. */
  readonly mark: "debit" | "credit" | "minus" | "plain";
  readonly due: LocalDate | null;
  readonly against: string;
  readonly bank: string;
  readonly narration: string;
};

/** What to do with a row: take it, set it aside with its reason, or pass over it. */
export type ReadRow =
  | { readonly is: "line"; readonly line: TableLine }
  | { readonly is: "refused"; readonly reason: string }
  | { readonly is: "heading" | "total" };

const TOTAL =
  /^(grand |sub[- ]?|net )?totals?\b|^(opening|closing) balance$|^balance c\/?[fd]\b|^carried (over|forward)/i;
const MAX_NAME = 400;

/** Reads rows one after the other; a party that stands alone on a row is that of the rows below it. */
export function createRowReader(mapping: Mapping): (row: CsvRow) => ReadRow {
  const order: DateOrder = mapping.dateOrder ?? "day-first";
  let partyAbove = "";
  return (row) => {
    const cell = (field: TableField): string => row.cells[mapping.columns[field] ?? -1] ?? "";
    if (row.cells.some((text) => TOTAL.test(text))) return { is: "total" };
    const written = cell("party");
    if (cell("date") === "" && cell("number") === "") {
      const heading = written === "" ? loneText(row) : written;
      if (heading !== "") partyAbove = heading;
      if (heading !== "" && mapping.columns.number !== undefined) return { is: "heading" };
      if (heading === "") return { is: "refused", reason: "The row has no day and no number." };
    }
    const party = (written === "" ? partyAbove : written).replaceAll(/\s+/g, " ");
    const read = readLine(row, { party, order, cell });
    return read.ok ? { is: "line", line: read.value } : { is: "refused", reason: read.error };
  };
}

/** The text of a row that holds one text and at most sums beside it. */
function loneText(row: CsvRow): string {
  const texts = row.cells.filter((cell) => /\p{L}/u.test(cell));
  return texts.length === 1 ? (texts[0] ?? "") : "";
}

function readLine(
  row: CsvRow,
  { party, order, cell }: { party: string; order: DateOrder; cell: (field: TableField) => string },
): Result<TableLine, string> {
  if (party === "") return fail("The row names no party.");
  if (party.length > MAX_NAME) return fail(`The party's name is longer than ${MAX_NAME} characters.`);
  const date = readCsvDay(cell("date"), order);
  if (!date.ok)
    return fail(cell("date") === "" ? "The row has no day." : `The day cannot be read: ${date.error}.`);
  const sum = sumOf(cell);
  if (!sum.ok) return sum;
  const dueText = cell("due");
  const due = dueText === "" ? null : readCsvDay(dueText, order);
  if (due !== null && !due.ok) return fail(`The due date cannot be read: ${due.error}.`);
  return ok({
    line: row.line,
    party,
    date: date.value,
    number: cell("number").slice(0, MAX_NAME),
    ...sum.value,
    due: due === null ? null : due.value,
    against: cell("against").slice(0, MAX_NAME),
    bank: cell("bank").slice(0, MAX_NAME),
    narration: cell("narration"),
  });
}

type Sum = Pick<TableLine, "paise" | "mark">;

/** One column with or without a mark of its side, or one column for each side. */
function sumOf(cell: (field: TableField) => string): Result<Sum, string> {
  const amount = readCsvAmount(cell("amount"));
  const debit = readCsvAmount(cell("debit"));
  const credit = readCsvAmount(cell("credit"));
  for (const read of [amount, debit, credit])
    if (!read.ok) return fail(`The sum cannot be read: ${read.error}.`);
  if (amount.ok && amount.value !== null) {
    const { paise, side } = amount.value;
    if (side !== null) return ok({ paise: size(paise), mark: side });
    return ok(paise < 0n ? { paise: -paise, mark: "minus" } : { paise, mark: "plain" });
  }
  const debits = debit.ok ? (debit.value?.paise ?? 0n) : 0n;
  const credits = credit.ok ? (credit.value?.paise ?? 0n) : 0n;
  if (debits !== 0n && credits !== 0n) return fail("The row has a sum on both sides.");
  if (debits !== 0n) return ok({ paise: size(debits), mark: debits < 0n ? "credit" : "debit" });
  if (credits !== 0n) return ok({ paise: size(credits), mark: credits < 0n ? "debit" : "credit" });
  return fail("The row has no sum.");
}

function size(paise: bigint): bigint {
  return paise < 0n ? -paise : paise;
}
