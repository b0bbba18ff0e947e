import { Readable } from "node:stream";

import { CsvError, parse, type Info } from "csv-parse";

import { createDecoder } from "../parse/decode.ts";

/** One line of a table as it stands in the file; `line` is its number, from 1. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };

/** A table that cannot be read to its end. */
export class CsvFault extends Error {
  override name = "CsvFault";
  readonly code: "damaged" | "too-large";

  constructor(code: CsvFault["code"]) {
    super(code);
    this.code = code;
  }
}

export const CSV_LIMITS = { columns: 200, cell: 2_000, record: 200_000, rows: 1_000_000 };

const DELIMITERS = [",", ";", "\t", "|"];
const SNIFFED_LINES = 60;

/** What stands between the cells: of the candidates the one whose number is most alike from line to line. */
export function delimiterOf(head: string): string {
  const lines = head
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, SNIFFED_LINES);
  const scored = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => countOutsideQuotes(line, delimiter)).filter((count) => count > 0);
    const alike = Map.groupBy(counts, (count) => count);
    const [count, best] = [...alike].toSorted((a, b) => b[1].length - a[1].length || b[0] - a[0])[0] ?? [
      0,
      [],
    ];
    return { delimiter, score: best.length, count };
  });
  return scored.toSorted((a, b) => b.score - a.score || b.count - a.count)[0]?.delimiter ?? ",";
}

/**
 * The rows of a table of text, one by one, in constant memory: the bytes decoded as files of Tally are (UTF-8, UTF-16,
 * Windows-1252), cut into cells by a library. Blank rows are left out. Throws CsvFault.
 */
export async function* readCsvRows(
  bytes: AsyncIterable<Uint8Array>,
  delimiter: string,
): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: CSV_LIMITS.record,
  });
  const input = Readable.from(textOf(bytes));
  input.on("error", (error) => parser.destroy(error));
  input.pipe(parser);
  let lines = 0;
  let rows = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      const line = lines + 1;
      ({ lines } = info);
      const cells = record.slice(0, CSV_LIMITS.columns).map(cleanCell);
      if (cells.every((cell) => cell === "")) continue;
      if (++rows > CSV_LIMITS.rows) throw new CsvFault("too-large");
      yield { line, cells };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CsvFault(error.code === "CSV_MAX_RECORD_SIZE" ? "too-large" : "damaged");
  } finally {
    input.destroy();
  }
}

async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = createDecoder();
  for await (const piece of bytes) {
    const text = decoder.write(piece);
    if (text !== "") yield text;
  }
  const rest = decoder.end();
  if (rest !== "") yield rest;
}

/** Blanks around, no-break spaces and control characters say nothing. */
function cleanCell(cell: string): string {
  return cell.replaceAll(NOTHING, " ").trim().slice(0, CSV_LIMITS.cell);
}

// oxlint-disable-next-line no-control-regex -- control characters are what this takes out
const NOTHING = /[\0-\x1f\u00a0\ufeff]+/g;

function countOutsideQuotes(line: string, delimiter: string): number {
  let count = 0;
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && character === delimiter) count += 1;
  }
  return count;
}
