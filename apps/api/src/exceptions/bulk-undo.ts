import type { BulkUndone } from "@cfa/contract/bulk";
import type { CompanyTx } from "@cfa/db/company-scope";
import { keepUndoneBulk, lockBulk } from "@cfa/db/queries/bulk";
import {
  lockCompanyCorrections,
  lockCorrection,
  sayAgain,
  type CorrectionRow,
} from "@cfa/db/queries/corrections";

import type { Scope } from "../context.ts";
import { endCorrection } from "../corrections/move.ts";
import { note, wakeWorker } from "../corrections/note.ts";
import { ApiFailure } from "../errors.ts";
import type { By, KeptItem } from "./bulk.ts";

type Undone = BulkUndone["items"][number] & { row: CorrectionRow | null };

const MOVED_ON = { code: "moved", message: "It has moved on since, and stays as it is." };

/** Undoes a deed on many exceptions: what it said ends, what gave way to Tally is a conflict again. Said twice, it is done once. */
export async function undoMany(tx: CompanyTx, { scope, enqueue }: By, bulkId: string): Promise<BulkUndone> {
  await lockCompanyCorrections(tx);
  const bulk = await lockBulk(tx, bulkId);
  if (bulk === undefined) throw new ApiFailure("not-found");
  if (bulk.undone !== null) return { items: bulk.undone as BulkUndone["items"] };
  const undone: Undone[] = [];
  for (const item of inOrderOfLocks(bulk.items as KeptItem[])) {
    if (item.correctionId !== null) undone.push(await undoOne(tx, { scope, bulkId }, item));
  }
  const items = undone.map(({ key, outcome, refusal }) => ({ key, outcome, refusal }));
  await keepUndoneBulk(tx, { bulkId, undone: JSON.stringify(items), at: scope.now, by: scope.user });
  const rows = undone.flatMap(({ row }) => row ?? []);
  if (rows.length > 0) await wakeWorker(tx, enqueue, rows);
  return { items };
}

async function undoOne(
  tx: CompanyTx,
  { scope, bulkId }: { scope: Scope; bulkId: string },
  { key, deed, correctionId }: KeptItem,
): Promise<Undone> {
  const row = await lockCorrection(tx, correctionId ?? "");
  if (deed === "take-tally") {
    const again = row && (await sayAgain(tx, row.correctionId));
    if (again === undefined) return { key, outcome: "kept", refusal: MOVED_ON, row: null };
    const step = { by: scope, action: "said-again", before: again.now, after: again.value, bulkId };
    await note(tx, again, step);
    return { key, outcome: "undone", refusal: null, row: again };
  }
  if (row === undefined || !["waiting", "active", "conflict"].includes(row.state)) {
    return { key, outcome: "kept", refusal: MOVED_ON, row: null };
  }
  await endCorrection(tx, row, { by: scope, why: "undone by a person", bulkId });
  return { key, outcome: "undone", refusal: null, row };
}

/** As everywhere: corrections are held in the order of their ids. */
function inOrderOfLocks(items: readonly KeptItem[]): KeptItem[] {
  return items.toSorted((a, b) => ((a.correctionId ?? "") < (b.correctionId ?? "") ? -1 : 1));
}
