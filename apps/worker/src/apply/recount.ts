import type { CompanyTx } from "@cfa/db/company-scope";
import { putAside } from "@cfa/db/queries/apply/quarantine";
import { recountRollups, remakeRollups, type RollupFault } from "@cfa/db/queries/rollups/recount";

import { counted } from "./counted.ts";

/**
 * Counts the rollups again from what they sum up. One that disagrees must not be: it is made anew and a person is told, in the
 * list of what needs looking at and in the log. Answers what disagreed.
 */
export async function recount(tx: CompanyTx, runId: string): Promise<RollupFault[]> {
  const faults = await recountRollups(tx);
  if (faults.length === 0) return faults;
  await remakeRollups(tx);
  await putAside(
    tx,
    runId,
    [...Map.groupBy(faults, ({ rollup }) => rollup)].map(([rollup, some]) => ({
      kind: "rollup",
      guid: null,
      name: rollup,
      reason: `Counting again found ${counted(some.length, "other sum")}, now put right; please report it with the run's id.`,
      raw: JSON.stringify(some.slice(0, 5)),
    })),
  );
  return faults;
}
