import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

import type { AllRecords, Records } from "@cfa/contract/records";
import type { Batch } from "@cfa/contract/sync";
import type { CompanyTx } from "@cfa/db/company-scope";
import {
  keepNewest,
  noteSeen,
  storedDigests,
  type FactRow,
  type FactRules,
} from "@cfa/db/queries/apply/facts";
import { putAside, type QuarantineRow } from "@cfa/db/queries/apply/quarantine";
import { runBatches, type ApplyingRun } from "@cfa/db/queries/apply/run";
import type { RefusedRecord } from "@cfa/db/queries/sync-batches";
import type { FactKind } from "@cfa/db/schema";

const inflate = promisify(gunzip);
const GZIP = [0x1f, 0x8b];
const DIGEST_BYTES = 16;

type Carried = { guid: string; alterId: number };

/** What a run's batches held that is no record. */
export type FactsTaken = { records: number; unreadable: number };

/**
 * Goes through a run's batches in their order, one in memory at a time, and keeps each object's newest version. What the
 * sync endpoint refused, or the agent could not read, goes to quarantine with its reason.
 */
export async function takeFacts(tx: CompanyTx, run: ApplyingRun): Promise<FactsTaken> {
  const rules: FactRules = {
    runId: run.runId,
    equalWins: run.source === "agent" && run.isNewest,
    allWin: run.isRestored,
  };
  const taken = { records: 0, unreadable: 0 };
  for await (const batch of runBatches(tx, run.runId)) {
    const { records } = await readBody(batch.body);
    const rows = factRows(records, batch.refused);
    if (run.kind === "full")
      await noteSeen(tx, [...rows, ...withGuid(batch.refused), ...setAsideObjects(records)]);
    await keepNewest(tx, await withoutUnchanged(tx, rows), rules);
    const aside = [...batch.refused.map(refusedRow), ...(records.quarantined ?? []).map(unreadableRow)];
    await putAside(tx, run.runId, aside);
    taken.records += rows.length;
    taken.unreadable += aside.filter((row) => row.guid === null).length;
  }
  return taken;
}

async function readBody(body: Buffer): Promise<Batch> {
  const isGzip = body[0] === GZIP[0] && body[1] === GZIP[1];
  const text = isGzip ? await inflate(body) : body;
  return JSON.parse(text.toString("utf8")) as Batch; // checked when it was received
}

/** The batch's records without the refused ones; of one object met twice the newest, of equals the later. */
function factRows(records: Records, refused: readonly RefusedRecord[]): FactRow[] {
  const refusedPlaces = new Set(refused.map(({ kind, place }) => `${kind} ${place}`));
  const rows = new Map<string, FactRow>();
  const take = (kind: FactKind, list: readonly Carried[] | undefined): void => {
    for (const [place, record] of (list ?? []).entries()) {
      if (refusedPlaces.has(`${kind} ${place}`)) continue;
      const key = `${kind} ${record.guid}`;
      const before = rows.get(key);
      if (before !== undefined && before.alterId > record.alterId) continue;
      rows.set(key, {
        kind,
        guid: record.guid,
        alterId: record.alterId,
        digest: digestOf(record),
        record,
      });
    }
  };
  take("group", records.groups);
  take("ledger", records.ledgers);
  take("voucher-type", records.voucherTypes);
  take("voucher", records.vouchers);
  return [...rows.values()];
}

/** A sync mostly brings what is there: that need not travel to the database again. */
async function withoutUnchanged(tx: CompanyTx, rows: readonly FactRow[]): Promise<FactRow[]> {
  const stored = await storedDigests(tx, rows);
  return rows.filter((row) => stored.get(`${row.kind} ${row.guid}`)?.digest !== row.digest);
}

function digestOf(record: Carried): string {
  return createHash("sha256").update(JSON.stringify(record)).digest().toString("hex", 0, DIGEST_BYTES);
}

function withGuid(refused: readonly RefusedRecord[]): { kind: FactKind; guid: string }[] {
  return refused.flatMap(({ kind, guid }) => (guid === undefined ? [] : [{ kind, guid }]));
}

function setAsideObjects(records: Records): { kind: FactKind; guid: string }[] {
  return (records.quarantined ?? []).flatMap(({ kind, guid }) =>
    guid === undefined || kind === "other" ? [] : [{ kind, guid }],
  );
}

function refusedRow(record: RefusedRecord): QuarantineRow {
  const { kind, guid, name, reason, raw } = record;
  return { kind, guid: guid ?? null, name: name ?? null, reason, raw };
}

function unreadableRow(record: AllRecords["quarantined"][number]): QuarantineRow {
  const { kind, guid, name, reason, raw } = record;
  return { kind, guid: guid ?? null, name: name ?? null, reason, raw: raw ?? null };
}
