import type { LedgerRecord } from "@cfa/contract/records";
import { Mapping, type RecordCount, type UploadNote } from "@cfa/contract/uploads";
import { addRefusedRows, dropFileBatches, rememberedMapping, setFile } from "@cfa/db/queries/uploads/reading";
import type { UploadFileRow } from "@cfa/db/queries/uploads/rows";
import { listAsOf } from "@cfa/db/queries/uploads/standing";
import { sideOfRegister } from "@cfa/tally/csv/register-records";
import { readLayout, type TableLayout } from "@cfa/tally/csv/table-layout";
import type { FileSource } from "@cfa/tally/upload/file-source";
import { readTable, type RefusedTableRow, type TableRead } from "@cfa/tally/upload/read-table";
import { refusal, type FileRefusal } from "@cfa/tally/upload/refusal";
import { isList, mappingFault, planTable } from "@cfa/tally/upload/table-question";
import { parseLocalDate } from "@cfa/values/local-date";

import { note } from "./notes.ts";
import { createStager, type Stager } from "./stager.ts";
import { takeListInto, type ListContext } from "./take-list.ts";
import { within, type UploadPlace } from "./upload-place.ts";

/** A table that can be read now, with how. */
export type PlannedTable = { file: UploadFileRow; source: FileSource; layout: TableLayout; mapping: Mapping };

const ROWS_AT_ONCE = 500;
const KEPT_REFUSED = 10_000;
const Remembered = Mapping.omit({ asOf: true });

/** Looks a table over and tells how it is to be read; undefined when something must be asked first, or it is none. */
export async function planTableOf(
  place: UploadPlace,
  file: UploadFileRow,
  source: FileSource,
): Promise<PlannedTable | undefined> {
  const ids = { uploadId: place.uploadId, fileNo: file.fileNo };
  const layout = await readLayout(source);
  const { signature } = layout;
  const said = Mapping.safeParse(file.mapping);
  if (said.success && mappingFault(said.data, layout) === undefined) {
    await within(place, (tx) => setFile(tx, ids, { format: "table", kind: said.data.kind, signature }));
    return { file, source, layout, mapping: said.data };
  }
  if (layout.headerLine === 0 && layout.guess.columns.date === undefined) {
    await within(place, (tx) => setFile(tx, ids, { state: "refused", refusal: refusal("not-tally") }));
    return undefined;
  }
  const remembered = Remembered.safeParse(await within(place, (tx) => rememberedMapping(tx, signature)));
  const plan = planTable(layout, remembered.success ? remembered.data : null);
  if ("question" in plan) {
    const { question } = plan;
    await within(place, (tx) =>
      setFile(tx, ids, { state: "asking", format: "table", kind: question.guess.kind, signature, question }),
    );
    return undefined;
  }
  const { mapping } = plan;
  await within(place, (tx) => setFile(tx, ids, { format: "table", kind: mapping.kind, signature, mapping }));
  return { file, source, layout, mapping };
}

/** Reads a table by its mapping, writes down what it holds, and says so of the file. */
export async function readTableInto(
  place: UploadPlace,
  table: PlannedTable,
  lists: ListContext,
): Promise<void> {
  const { file, source, layout, mapping } = table;
  const ids = { uploadId: place.uploadId, fileNo: file.fileNo };
  const stager = createStager(place, file.fileNo);
  const listed: LedgerRecord[] = [];
  const refused = createRefusedRows(place, file.fileNo);
  const coveredTo = isList(mapping.kind) ? null : await coveredBy(place, mapping.kind, lists);
  const read = await readTable(
    source,
    { layout, mapping, coveredTo },
    {
      ledger: (record) => void listed.push(record),
      voucher: async (record) => {
        stager.add("voucher", record);
        await stager.keepUp(0);
      },
      refused: (row) => refused.add(row),
    },
  );
  await refused.finish();
  const taken = read.ok ? await takeList(place, { mapping, listed, stager }, lists) : { refusal: read.error };
  if ("refusal" in taken || !read.ok) {
    await refuse(place, ids, "refusal" in taken ? taken.refusal : refusal("no-rows"), !read.ok);
    return;
  }
  await stager.finish(source.size);
  await within(place, (tx) =>
    setFile(tx, ids, {
      ...factsOf(read.value, table, stager, taken.counts),
      state: "read",
      warnings: [
        note("made-of-a-table"),
        ...taken.warnings,
        ...(coveredTo === null ? [] : [note("register-covered")]),
        ...(read.value.refused > 0 ? [note("refused-rows")] : []),
      ],
    }),
  );
}

/** The refused rows stay visible where the columns were wrong: they say why. */
async function refuse(
  place: UploadPlace,
  ids: { uploadId: string; fileNo: number },
  why: FileRefusal | UploadNote,
  keepRows: boolean,
): Promise<void> {
  await within(place, async (tx) => {
    if (!keepRows) await dropFileBatches(tx, ids);
    await setFile(tx, ids, { state: "refused", refusal: why });
  });
}

async function takeList(
  place: UploadPlace,
  { mapping, listed, stager }: { mapping: Mapping; listed: LedgerRecord[]; stager: Stager },
  lists: ListContext,
): Promise<{ refusal: UploadNote } | { counts: RecordCount[]; warnings: UploadNote[] }> {
  const { kind, asOf } = mapping;
  if (!isList(kind) || asOf === null) return { counts: [], warnings: [] };
  return takeListInto(place, { side: kind, asOf, records: listed, stager }, lists);
}

/** The day up to which a list already holds what a register says. */
async function coveredBy(place: UploadPlace, kind: Mapping["kind"], lists: ListContext) {
  if (isList(kind)) return null;
  const side = sideOfRegister(kind);
  const stored = await within(place, (tx) => listAsOf(tx, side));
  const days = [stored, lists.get(side) ?? null].filter((day) => day !== null).toSorted();
  const last = parseLocalDate(days.at(-1) ?? "");
  return last.ok ? last.value : null;
}

function factsOf(read: TableRead, { layout, mapping }: PlannedTable, stager: Stager, counts: RecordCount[]) {
  const own = stager.counts().filter((count) => !isList(mapping.kind) || count.kind === "voucher");
  const sum = read.sum.toString();
  const isRegister = !isList(mapping.kind);
  return {
    kind: mapping.kind,
    companyName: null,
    periodFrom: read.period?.from ?? null,
    periodTo: read.period?.to ?? null,
    asOf: mapping.asOf,
    mapping,
    question: null,
    summary: {
      counts: [...own, ...counts],
      debit: isRegister ? sum : null,
      credit: isRegister ? sum : null,
      outstanding: isRegister ? null : sum,
      titles: [...layout.headings],
      rows: read.first,
    },
  };
}

/** Keeps the first refused rows of a file, some at a time. */
function createRefusedRows(place: UploadPlace, fileNo: number) {
  let held: RefusedTableRow[] = [];
  let kept = 0;
  const finish = async (): Promise<void> => {
    const rows = held;
    held = [];
    if (rows.length === 0) return;
    await within(place, (tx) => addRefusedRows(tx, { uploadId: place.uploadId, fileNo }, rows));
  };
  return {
    async add(row: RefusedTableRow): Promise<void> {
      if (kept++ >= KEPT_REFUSED) return;
      held.push(row);
      if (held.length >= ROWS_AT_ONCE) await finish();
    },
    finish,
  };
}
