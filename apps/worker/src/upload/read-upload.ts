import { uploadFiles, findUpload } from "@cfa/db/queries/uploads/handing-in";
import { addInnerFiles, dropFileBatches, endReading, setFile } from "@cfa/db/queries/uploads/reading";
import type { UploadFileRow } from "@cfa/db/queries/uploads/rows";
import { booksFrom } from "@cfa/db/queries/uploads/standing";
import { CsvFault } from "@cfa/tally/csv/csv-rows";
import { FORMAT_BYTES, formatOf } from "@cfa/tally/upload/file-format";
import { headBytes, type FileSource } from "@cfa/tally/upload/file-source";
import { refusal, type FileRefusal } from "@cfa/tally/upload/refusal";
import { isList } from "@cfa/tally/upload/table-question";
import { listZip, ZipFault } from "@cfa/tally/upload/zip-entries";

import { judgeUpload } from "./judge-upload.ts";
import { planTableOf, readTableInto, type PlannedTable } from "./read-table.ts";
import { readTallyInto } from "./read-tally.ts";
import type { ListContext } from "./take-list.ts";
import { storedFile, within, type UploadPlace } from "./upload-place.ts";

/**
 * Reads the files of an upload that wait for it, makes the preview, and says what must be asked. Safe to run again: a file
 * that was being read is read from its beginning. Nothing of it is in the books.
 */
export async function readUpload(place: UploadPlace): Promise<{ files: number; state: string } | null> {
  const upload = await within(place, (tx) => findUpload(tx, place.uploadId));
  if (upload?.state !== "reading") return null;
  const sources = await openFiles(place);
  const files = await within(place, (tx) => uploadFiles(tx, place.uploadId));
  const lists: ListContext = new Map();
  for (const file of files) {
    if (file.state === "read" && file.asOf !== null && isList(file.kind as "receivable"))
      lists.set(file.kind === "payable" ? "payable" : "receivable", file.asOf);
  }
  const tables: PlannedTable[] = [];
  for (const file of files.filter((each) => each.state === "waiting" || each.state === "reading")) {
    const source = sources.get(file.fileNo);
    if (source === undefined) continue;
    const table = await guarded(place, file, () => readOrPlan(place, { file, source }, lists));
    if (table !== undefined) tables.push(table);
  }
  // Lists first: a register goes on from where the list of its side ends.
  for (const table of tables.toSorted(
    (a, b) => Number(isList(b.mapping.kind)) - Number(isList(a.mapping.kind)),
  )) {
    await guarded(place, table.file, () => readTableInto(place, table, lists));
  }
  return settle(place);
}

/** Every file with its bytes; a zip is opened, and its files stand beside the others. */
async function openFiles(place: UploadPlace): Promise<Map<number, FileSource>> {
  const sources = new Map<number, FileSource>();
  const files = await within(place, (tx) => uploadFiles(tx, place.uploadId));
  for (const file of files.filter((each) => each.insideOf === null)) {
    const source = storedFile(place, { fileNo: file.fileNo, name: file.name, bytes: Number(file.bytes) });
    sources.set(file.fileNo, source);
    const isZip = formatOf(await headBytes(source, FORMAT_BYTES)) === "zip";
    if (isZip && file.state !== "refused") await openZip(place, { file, source, sources });
  }
  return sources;
}

async function openZip(
  place: UploadPlace,
  { file, source, sources }: { file: UploadFileRow; source: FileSource; sources: Map<number, FileSource> },
): Promise<void> {
  const zip = await listZip(source);
  if (!zip.ok) return refuse(place, file, zip.error);
  if (file.state !== "opened") {
    const inner = zip.value.map((entry) => ({ name: entry.name, bytes: entry.size }));
    await within(place, (tx) =>
      addInnerFiles(tx, { uploadId: place.uploadId, fileNo: file.fileNo, files: inner }),
    );
  }
  const files = await within(place, (tx) => uploadFiles(tx, place.uploadId));
  const inside = files.filter((each) => each.insideOf === file.fileNo);
  for (const [at, entry] of inside.entries()) {
    const found = zip.value[at];
    if (found !== undefined) sources.set(entry.fileNo, found);
  }
}

/** Reads an export of Tally at once; of a table it is first told how to read it. */
async function readOrPlan(
  place: UploadPlace,
  { file, source }: { file: UploadFileRow; source: FileSource },
  lists: ListContext,
): Promise<PlannedTable | undefined> {
  const ids = { uploadId: place.uploadId, fileNo: file.fileNo };
  await within(place, async (tx) => {
    await dropFileBatches(tx, ids);
    await setFile(tx, ids, { state: "reading", refusal: null, question: null });
  });
  const format = formatOf(await headBytes(source, FORMAT_BYTES));
  switch (format) {
    case "xml":
    case "json":
      await readTallyInto(place, { file, source, format }, lists);
      return undefined;
    case "table":
      return planTableOf(place, file, source);
    case "zip":
      await refuse(place, file, refusal("zip-unsafe")); // a zip within a zip
      return undefined;
    case "spreadsheet":
    case "empty":
      await refuse(place, file, refusal(format));
      return undefined;
    case "pdf":
    case "unknown":
      await refuse(place, file, refusal("not-tally"));
      return undefined;
  }
}

/** A file that cannot be read to its end is refused, and the others go on. */
async function guarded<T>(
  place: UploadPlace,
  file: UploadFileRow,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ZipFault) await refuse(place, file, refusal("zip-unsafe"));
    else if (error instanceof CsvFault)
      await refuse(place, file, refusal(error.code === "too-large" ? "too-large" : "truncated"));
    else throw error;
    return undefined;
  }
}

async function refuse(place: UploadPlace, file: UploadFileRow, why: FileRefusal): Promise<void> {
  const ids = { uploadId: place.uploadId, fileNo: file.fileNo };
  await within(place, async (tx) => {
    await dropFileBatches(tx, ids);
    await setFile(tx, ids, { state: "refused", refusal: why });
  });
}

async function settle(place: UploadPlace): Promise<{ files: number; state: string }> {
  return within(place, async (tx) => {
    const files = await uploadFiles(tx, place.uploadId);
    const judged = judgeUpload(files, await booksFrom(tx));
    for (const [fileNo, why] of judged.refused) {
      const ids = { uploadId: place.uploadId, fileNo };
      await dropFileBatches(tx, ids);
      await setFile(tx, ids, { state: "refused", refusal: why });
    }
    const { state, warnings, refusal: whole } = judged;
    await endReading(tx, place.uploadId, { state, warnings, refusal: whole });
    return { files: files.length, state };
  });
}
