import type { LedgerRecord } from "@cfa/contract/records";
import { dropFileBatches, setFile } from "@cfa/db/queries/uploads/reading";
import type { UploadFileRow } from "@cfa/db/queries/uploads/rows";
import type { FileSource } from "@cfa/tally/upload/file-source";
import { readTallyFile, type TallyFileRead } from "@cfa/tally/upload/read-tally-file";
import { Mapping, type UploadNote } from "@cfa/contract/uploads";

import { note } from "./notes.ts";
import { createStager, type Stager } from "./stager.ts";
import { takeListInto, type ListContext } from "./take-list.ts";
import { within, type UploadPlace } from "./upload-place.ts";

/** Reads an export of Tally's own, writes down what it holds, and says so of the file. */
export async function readTallyInto(
  place: UploadPlace,
  { file, source, format }: { file: UploadFileRow; source: FileSource; format: "xml" | "json" },
  lists: ListContext,
): Promise<void> {
  const ids = { uploadId: place.uploadId, fileNo: file.fileNo };
  const stager = createStager(place, file.fileNo);
  // A Bills report's ledgers are held until its day is known: they take the place of an earlier list.
  const listed: LedgerRecord[] = [];
  let isList = false;
  const read = await readTallyFile(
    source,
    {
      ...stager.sink,
      ledger: (record) => {
        if (record.guid.startsWith("file:")) {
          isList = true;
          listed.push(record);
        } else stager.sink.ledger?.(record);
      },
    },
    {
      format,
      afterPiece: async (bytes) => {
        await stager.keepUp(bytes);
        return true;
      },
    },
  );
  if (!read.ok) {
    await within(place, async (tx) => {
      await dropFileBatches(tx, ids);
      await setFile(tx, ids, { state: "refused", format, refusal: read.error });
    });
    return;
  }
  if (isList) await takeReport(place, { file, read: read.value, listed, stager, size: source.size }, lists);
  else {
    await stager.finish(source.size);
    await within(place, (tx) =>
      setFile(tx, ids, {
        ...factsOf(read.value, stager),
        state: "read",
        format,
        warnings: warningsOf(read.value, stager),
      }),
    );
  }
}

async function takeReport(
  place: UploadPlace,
  found: { file: UploadFileRow; read: TallyFileRead; listed: LedgerRecord[]; stager: Stager; size: number },
  lists: ListContext,
): Promise<void> {
  const { file, read, listed, stager, size } = found;
  const ids = { uploadId: place.uploadId, fileNo: file.fileNo };
  const side = read.kind === "payable" ? "payable" : "receivable";
  const said = Mapping.safeParse(file.mapping);
  const asOf = said.success ? said.data.asOf : (read.list?.asOf ?? null);
  if (asOf === null) {
    const guess = { kind: side, columns: {}, dateOrder: null, asOf: read.period?.to ?? null };
    const question = { columns: [], guess, missing: ["as-of"] };
    await within(place, (tx) => setFile(tx, ids, { state: "asking", format: "xml", kind: side, question }));
    return;
  }
  const taken = await takeListInto(place, { side, asOf, records: listed, stager }, lists);
  if ("refusal" in taken) {
    await within(place, (tx) =>
      setFile(tx, ids, { state: "refused", format: "xml", refusal: taken.refusal }),
    );
    return;
  }
  await stager.finish(size);
  const facts = factsOf(read, stager);
  await within(place, (tx) =>
    setFile(tx, ids, {
      ...facts,
      state: "read",
      format: "xml",
      asOf,
      summary: {
        ...(facts.summary as object),
        counts: [...stager.counts().filter((count) => count.kind !== "ledger"), ...taken.counts],
        outstanding: read.list?.sum.toString() ?? null,
        debit: null,
        credit: null,
        titles: ["Party", "Bill", "Date"],
      },
      warnings: [note("made-of-a-table"), ...taken.warnings],
    }),
  );
}

function factsOf(read: TallyFileRead, stager: Stager) {
  return {
    kind: read.kind,
    companyName: read.company.name,
    companyGuid: read.company.guid,
    periodFrom: read.period?.from ?? null,
    periodTo: read.period?.to ?? null,
    summary: {
      counts: stager.counts(),
      debit: read.debit.toString(),
      credit: read.credit.toString(),
      titles: read.kind === "masters" ? ["Name", "Parent"] : ["Date", "Type", "Number", "Party", "Amount"],
      rows: read.first,
    },
  };
}

function warningsOf(read: TallyFileRead, stager: Stager): UploadNote[] {
  const { period, isEducational, debit, credit, counts } = read;
  return [
    ...(period !== null && period.from === period.to ? [note("one-day")] : []),
    ...(isEducational ? [note("educational")] : []),
    ...(debit === credit ? [] : [note("unbalanced")]),
    ...(counts.quarantined > 0 ? [note("set-aside")] : []),
    ...(stager.counts().some((count) => count.older > 0) ? [note("older-stays")] : []),
  ];
}
