import type { Records } from "@cfa/contract/records";
import type { CompanyTx } from "@cfa/db/company-scope";
import { forgetAbsent, hasAbsent, noteSeen } from "@cfa/db/queries/apply/absent";
import { noteChangedMasters } from "@cfa/db/queries/apply/facts";
import type { ApplyingRun } from "@cfa/db/queries/apply/run";
import type { FactKind } from "@cfa/db/tables/facts";

import { shownThough } from "./put-aside.ts";
import { runBodies } from "./read-bodies.ts";
import { keepNewest, withoutRefused, type Carried } from "./take-facts.ts";

export type MasterKind = Exclude<FactKind, "voucher">;

/** Masters that came, how many of each kind were new or other, and how many batches' parts could not be told. */
export type MastersTaken = { records: number; changed: Record<MasterKind, number> };

export const MASTER_KINDS = ["group", "ledger", "voucher-type"] as const;
const LISTS = { group: "groups", ledger: "ledgers", "voucher-type": "voucherTypes" } as const;

/** Goes through the batches that hold masters and keeps the newest version of each. Vouchers are read by them afterwards. */
export async function takeMasterFacts(
  tx: CompanyTx,
  run: ApplyingRun,
  { noteAll }: { noteAll: boolean },
): Promise<MastersTaken> {
  const keepers = {
    group: await keepNewest<Carried>(tx, "group", run),
    ledger: await keepNewest<Carried>(tx, "ledger", run),
    "voucher-type": await keepNewest<Carried>(tx, "voucher-type", run),
  };
  const isAnyAbsent = await hasAbsent(tx);
  let count = 0;
  for await (const { records, refused } of runBodies(tx, run.runId, "masters")) {
    if (noteAll) await noteSeen(tx, shownThough({ records, refused }));
    for (const kind of MASTER_KINDS) {
      const list = withoutRefused<Carried>(listOf(records, kind), kind, refused);
      if (list.length === 0) continue;
      count += list.length;
      if (noteAll)
        await noteSeen(
          tx,
          list.map(({ guid }) => ({ kind, guid })),
        );
      if (isAnyAbsent)
        await forgetAbsent(
          tx,
          kind,
          list.map(({ guid }) => guid),
        );
      const won = await keepers[kind].take(list);
      await noteChangedMasters(
        tx,
        won.map(({ record }) => ({ kind, guid: record.guid })),
      );
    }
  }
  const changed = { group: 0, ledger: 0, "voucher-type": 0 };
  for (const kind of MASTER_KINDS) changed[kind] = await keepers[kind].finish();
  return { records: count, changed };
}

function listOf(records: Records, kind: MasterKind): readonly Carried[] | undefined {
  return records[LISTS[kind]];
}
