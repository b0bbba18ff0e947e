import type { CompanyTx } from "@cfa/db/company-scope";
import { takeBackFacts, unbindEmpty } from "@cfa/db/queries/apply/take-back";

import { counted } from "./counted.ts";
import type { MastersTaken } from "./take-master-facts.ts";

/**
 * Takes the records of a file's run out again: what it brought for the first time goes, what it replaced comes back as it
 * was. What a later sync or file has brought anew since is that one's and stays.
 */
export async function takeBack(tx: CompanyTx, of: string): Promise<MastersTaken & { message: string }> {
  const { restored, gone, changed } = await takeBackFacts(tx, of);
  await unbindEmpty(tx);
  return {
    records: restored + gone,
    changed,
    message: `${counted(gone, "record")} went, ${counted(restored, "is", "are")} as before.`,
  };
}
