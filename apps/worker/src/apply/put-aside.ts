import type { Records } from "@cfa/contract/records";
import type { CompanyTx } from "@cfa/db/company-scope";
import type { ObjectId } from "@cfa/db/queries/apply/absent";
import { putAside, type QuarantineRow } from "@cfa/db/queries/apply/quarantine";
import type { RefusedRecord } from "@cfa/db/queries/sync-batches";

import type { OpenBatch } from "./read-bodies.ts";

/** Puts a batch's refused records and what the agent could not read into quarantine. Answers how many cannot be told. */
export async function putBatchAside(tx: CompanyTx, runId: string, batch: OpenBatch): Promise<number> {
  const rows = [...batch.refused.map(refusedRow), ...(batch.records.quarantined ?? []).map(unreadableRow)];
  await putAside(tx, runId, rows);
  return rows.filter((row) => row.guid === null).length;
}

/** What a batch shows of objects that could not be taken: they are in Tally all the same. */
export function shownThough({ refused, records }: OpenBatch): ObjectId[] {
  const unread = (records.quarantined ?? []).flatMap(({ kind, guid }) =>
    guid === undefined || kind === "other" ? [] : [{ kind, guid }],
  );
  return [...refused.flatMap(({ kind, guid }) => (guid === undefined ? [] : [{ kind, guid }])), ...unread];
}

function refusedRow(record: RefusedRecord): QuarantineRow {
  const { kind, guid, name, reason, raw } = record;
  return { kind, guid: guid ?? null, name: name ?? null, reason, raw };
}

function unreadableRow(record: NonNullable<Records["quarantined"]>[number]): QuarantineRow {
  const { kind, guid, name, reason, raw } = record;
  return { kind, guid: guid ?? null, name: name ?? null, reason, raw: raw ?? null };
}
