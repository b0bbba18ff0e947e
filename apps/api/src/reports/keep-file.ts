import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, type Writable } from "node:stream";

import { type ReportFormat } from "@cfa/contract/reports";
import { writeCsv } from "@cfa/reports/csv";
import { writePdf } from "@cfa/reports/pdf";
import { TooManyRows, type Report } from "@cfa/reports/report";
import { writeXlsx } from "@cfa/reports/xlsx";

import { ApiFailure } from "../errors.ts";

const WRITERS = { xlsx: writeXlsx, pdf: writePdf, csv: writeCsv };

/** A report written into a file of the system's temporary area, to be sent once. */
export type KeptFile = {
  readonly bytes: number;
  /** The file as it is sent; it is gone afterwards, however that ends. */
  send(): ReadableStream<Uint8Array>;
  drop(): Promise<void>;
};

/**
 * Writes a report to disk before the first byte is sent: what fails on the way is answered as a failure and not as half a file, and
 * a slow line holds no connection to the database.
 */
export async function keepFile(report: Report, format: ReportFormat): Promise<KeptFile> {
  try {
    return await keepWritten((file) => WRITERS[format](report, file));
  } catch (error) {
    if (error instanceof TooManyRows) throw tooLarge(format, error.limit);
    throw error;
  }
}

/** The same of whatever is written. */
export async function keepWritten(write: (file: Writable) => Promise<void>): Promise<KeptFile> {
  const folder = await mkdtemp(join(tmpdir(), "cfa-report-"));
  const drop = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const path = join(folder, "report");
  const file = createWriteStream(path, { mode: 0o600 });
  try {
    await write(file);
    const { size } = await stat(path);
    return { bytes: size, send: () => sent(path, drop), drop };
  } catch (error) {
    file.destroy();
    await drop();
    throw error;
  }
}

function sent(path: string, drop: () => Promise<void>): ReadableStream<Uint8Array> {
  const stream = createReadStream(path);
  stream.once("close", () => void drop());
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}

function tooLarge(format: ReportFormat, limit: number): ApiFailure {
  const other = format === "csv" ? "" : " or take it as CSV";
  return new ApiFailure("too-large", {
    message: `This report has more than ${limit.toLocaleString("en-IN")} rows, too many for ${format.toUpperCase()}. Narrow it${other}.`,
  });
}
