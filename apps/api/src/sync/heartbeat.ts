import { Heartbeat, type HeartbeatTaken } from "@cfa/contract/sync";
import type { CompanyTx } from "@cfa/db/company-scope";
import { companyGuid, knownMarks, moveReadAt } from "@cfa/db/queries/sync-runs";

import { ApiFailure } from "../errors.ts";
import { readMoment } from "./finish-run.ts";
import { readShape } from "./read-batch.ts";

/** Reads a heartbeat. */
export function readHeartbeat(json: unknown): Heartbeat {
  const beat = readShape(Heartbeat, json);
  readMoment(beat.readAt);
  return beat;
}

/** Tally was looked at. When its counters are the ones we know, the books are as fresh as this look. */
export async function takeHeartbeat(
  tx: CompanyTx,
  beat: Heartbeat,
): Promise<Omit<HeartbeatTaken, "serverTime">> {
  const guid = await companyGuid(tx);
  if (guid !== null && guid !== beat.companyGuid) throw new ApiFailure("wrong-company");
  const known = await knownMarks(tx);
  const current =
    known !== null && known.masters === beat.marks.masters && known.vouchers === beat.marks.vouchers;
  if (current) await moveReadAt(tx, beat.readAt);
  return { current, known };
}
