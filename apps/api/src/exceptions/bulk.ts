import { createHash } from "node:crypto";

import type { BulkAsked, BulkDone, BulkItem, BulkPreview } from "@cfa/contract/bulk";
import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { keepBulk, lockBulk } from "@cfa/db/queries/bulk";
import { lockCompanyCorrections } from "@cfa/db/queries/corrections";
import { idOut } from "@cfa/values/ids";

import type { Scope, Services } from "../context.ts";
import { wakeWorker } from "../corrections/note.ts";
import { ApiFailure } from "../errors.ts";
import { doOne, type Done, type Refused, type ToDo } from "./bulk-deed.ts";

export type By = { readonly scope: Scope; readonly enqueue: Services["enqueue"] };

/** What is kept of one item, to answer the same request once more and to undo it. */
export type KeptItem = {
  readonly key: string;
  readonly deed: BulkItem["deed"];
  readonly outcome: Done["outcome"];
  readonly correctionId: string | null;
  readonly refusal: Refused | null;
};

const LOOKING = "00000000-0000-4000-8000-000000000000"; // of what is not done yet

class OnlyLooking extends Error {}

/** What a deed on many exceptions would do: it is done, and taken back before anybody can see it. */
export async function lookAtMany(
  db: Database,
  scope: Scope,
  items: readonly BulkAsked[],
): Promise<BulkPreview> {
  let looked: BulkPreview["items"] = [];
  const look = async (tx: CompanyTx): Promise<void> => {
    await lockCompanyCorrections(tx);
    const done = await doEach(tx, { scope, reason: "-", bulkId: LOOKING }, items);
    looked = done.map(({ key, outcome, seen, refusal }) => ({ key, outcome, seen, refusal }));
    throw new OnlyLooking();
  };
  await inCompany(db, scope.companyId, look).catch((error: unknown) => {
    if (!(error instanceof OnlyLooking)) throw error;
  });
  return { items: looked };
}

/**
 * One deed on many exceptions, in one transaction: each item is done or says why not. The request's id names it: the same request
 * again does nothing more and is answered the same; another request under that id is refused.
 */
export async function actOnMany(
  tx: CompanyTx,
  { scope, enqueue }: By,
  input: { requestId: string; reason: string; items: readonly BulkItem[] },
): Promise<BulkDone> {
  const { requestId: bulkId, reason, items } = input;
  const digest = createHash("sha256").update(JSON.stringify({ reason, items })).digest("base64url");
  await lockCompanyCorrections(tx);
  const before = await lockBulk(tx, bulkId);
  if (before !== undefined) {
    if (before.digest !== digest) throw new ApiFailure("conflict");
    return present(bulkId, before.items as KeptItem[]);
  }
  const done = await doEach(tx, { scope, reason, bulkId }, items);
  const kept = done.map(({ key, deed, outcome, row, refusal }): KeptItem => {
    return { key, deed, outcome, correctionId: row?.correctionId ?? null, refusal };
  });
  const moved = done.flatMap(({ row }) => row ?? []);
  if (moved.length === 0) return present(null, kept);
  const made = { bulkId, digest, items: JSON.stringify(kept), at: scope.now, by: scope.user };
  await keepBulk(tx, made);
  await wakeWorker(tx, enqueue, moved);
  return present(bulkId, kept);
}

type Named = Done & { readonly key: string; readonly deed: BulkItem["deed"] };

async function doEach(
  tx: CompanyTx,
  by: { scope: Scope; reason: string; bulkId: string },
  items: readonly ToDo[],
): Promise<Named[]> {
  if (new Set(items.map(({ key }) => key)).size < items.length) {
    throw new ApiFailure("bad-input", { field: "items.key", message: "Two items bear the same key." });
  }
  const done = new Map<string, Named>();
  for (const item of inOrderOfLocks(items)) {
    done.set(item.key, { ...(await doOne(tx, by, item)), key: item.key, deed: item.deed });
  }
  return items.flatMap(({ key }) => done.get(key) ?? []);
}

/** Corrections that exist are held in one order, or two people who do this at once wait for one another. */
function inOrderOfLocks(items: readonly ToDo[]): ToDo[] {
  return items.toSorted((a, b) => (heldBy(a) < heldBy(b) ? -1 : heldBy(a) > heldBy(b) ? 1 : 0));
}

function heldBy(item: ToDo): string {
  return item.deed === "take-tally" ? item.correctionId : "";
}

function present(bulkId: string | null, items: readonly KeptItem[]): BulkDone {
  return {
    bulkId: bulkId === null ? null : idOut("bulk", bulkId),
    items: items.map(({ key, outcome, correctionId, refusal }) => ({
      key,
      outcome,
      correctionId: correctionId === null ? null : idOut("correction", correctionId),
      refusal,
    })),
  };
}
