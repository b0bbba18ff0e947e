import { promisify } from "node:util";
import { gunzip } from "node:zlib";

import type { Batch } from "@cfa/contract/sync";
import type { CompanyTx } from "@cfa/db/company-scope";
import { batchPlaces, readBatch, type BatchPart } from "@cfa/db/queries/apply/run";
import type { RefusedRecord } from "@cfa/db/queries/sync-batches";

const inflate = promisify(gunzip);
const GZIP = [0x1f, 0x8b];

export type OpenBatch = { records: Batch["records"]; refused: RefusedRecord[] };

/**
 * A run's batches in their order, unpacked: the next one is fetched and unpacked while the last is worked on, so two are in memory at
 * once and no more.
 */
export async function* runBodies(tx: CompanyTx, runId: string, part: BatchPart): AsyncGenerator<OpenBatch> {
  const places = await batchPlaces(tx, runId, part);
  const open = async (place: number): Promise<OpenBatch> => {
    const { body, refused } = await readBatch(tx, runId, place);
    const { records } = await readBody(body);
    return { records, refused };
  };
  let next = places[0] === undefined ? undefined : open(places[0]);
  for (let at = 0; next !== undefined; at++) {
    const batch = await next;
    const following = places[at + 1];
    next = following === undefined ? undefined : open(following);
    next?.catch(() => undefined); // awaited in the next turn, where it is thrown
    yield batch;
  }
}

async function readBody(body: Buffer): Promise<Batch> {
  const isGzip = body[0] === GZIP[0] && body[1] === GZIP[1];
  const text = isGzip ? await inflate(body) : body;
  return JSON.parse(text.toString("utf8")) as Batch; // checked when it was received
}
