import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

import type { AllRecords } from "@cfa/contract/records";
import { PROTOCOL, type Batch } from "@cfa/contract/sync";
import type { RecordCount } from "@cfa/contract/uploads";
import { storedFacts, type StoredFact } from "@cfa/db/queries/apply/facts";
import { holdings } from "@cfa/db/queries/sync-batches";
import { addUploadBatch, setFile } from "@cfa/db/queries/uploads/reading";
import type { FactKind } from "@cfa/db/tables/facts";
import type { RecordSink } from "@cfa/tally/record-reader";

import { digestOf } from "../apply/digest.ts";
import { UploadGone, within, type UploadPlace } from "./upload-place.ts";

const pack = promisify(gzip);
const MAX_RECORDS = 500;
const MAX_CHARACTERS = 1_000_000;
const GZIP_LEVEL = 3;
// What PostgreSQL's JSON cannot hold: U+0000 and half a surrogate pair, as JSON.stringify writes them.
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

type Carried = { guid: string; alterId: number };
type Held = { kind: FactKind; record: Carried; json: string; isGone: boolean };

/** Writes what is read of a file down as batches, and counts what each record is to the books. */
export type Stager = {
  readonly sink: RecordSink;
  /** Adds one record; one that is `isGone` takes out what an earlier list or register brought. */
  add(kind: FactKind, record: Carried, options?: { isGone?: boolean }): void;
  /** Writes down what is held when it has become much, with how far reading is. Throws UploadGone. */
  keepUp(readBytes: number): Promise<void>;
  /** Writes down the rest. */
  finish(readBytes: number): Promise<void>;
  counts(): RecordCount[];
};

const LISTS: Readonly<Record<FactKind, keyof AllRecords>> = {
  group: "groups",
  ledger: "ledgers",
  "voucher-type": "voucherTypes",
  voucher: "vouchers",
};

/** See Stager. The records are the same, and in the same batches, as those an agent sends. */
export function createStager(place: UploadPlace, fileNo: number): Stager {
  const counts = new Map<FactKind, RecordCount>();
  let held: Held[] = [];
  let records = emptyLists();
  let characters = 0;
  let count = 0;
  let sequence = 0;

  const write = async (readBytes: number): Promise<void> => {
    const [batch, objects] = [records, held];
    const size = count;
    [records, held, characters, count] = [emptyLists(), [], 0, 0];
    if (size > 0) sequence += 1;
    const body =
      size === 0
        ? null
        : await pack(bodyOf(place.uploadId, { sequence, size, batch }), { level: GZIP_LEVEL });
    await within(place, async (tx) => {
      const file = { uploadId: place.uploadId, fileNo };
      if (!(await setFile(tx, file, { readBytes }))) throw new UploadGone();
      if (body === null) return;
      const sha256 = createHash("sha256").update(body).digest();
      await addUploadBatch(tx, { ...file, ...holdingsOf(batch), sequence, sha256, body, records: size });
      for (const [kind, some] of Map.groupBy(objects, (object) => object.kind)) {
        const guids = some.map(({ record }) => record.guid);
        const stored = await storedFacts(tx, kind, guids);
        for (const object of some) note(counts, object, stored.get(object.record.guid));
      }
    });
  };
  const push = (list: keyof AllRecords, record: object): string | undefined => {
    const json = JSON.stringify(record);
    if (UNSTORABLE.test(json)) return undefined;
    records[list].push(json);
    characters += json.length;
    count += 1;
    return json;
  };
  const add: Stager["add"] = (kind, record, { isGone = false } = {}) => {
    const json = push(LISTS[kind], record);
    if (json !== undefined) held.push({ kind, record, json, isGone });
    else push("quarantined", { kind, reason: "It holds a character that cannot be stored." });
  };
  return {
    add,
    sink: {
      group: (record) => add("group", record),
      ledger: (record) => add("ledger", record),
      voucherType: (record) => add("voucher-type", record),
      voucher: (record) => add("voucher", record),
      quarantined: (record) => void push("quarantined", record),
    },
    keepUp: async (readBytes) => {
      if (count >= MAX_RECORDS || characters >= MAX_CHARACTERS) await write(readBytes);
    },
    finish: write,
    counts: () => [...counts.values()],
  };
}

/** The rules by which the run will take it in: an older version never replaces a newer one. */
function note(
  counts: Map<FactKind, RecordCount>,
  { kind, record, json, isGone }: Held,
  stored: Pick<StoredFact, "alterId" | "digest"> | undefined,
): void {
  let count = counts.get(kind);
  if (count === undefined) {
    count = { kind, new: 0, changed: 0, unchanged: 0, older: 0, gone: 0 };
    counts.set(kind, count);
  }
  if (isGone) count.gone += 1;
  else if (stored === undefined) count.new += 1;
  else if (stored.digest === digestOf(json)) count.unchanged += 1;
  else if (stored.alterId < record.alterId || record.alterId === 0) count.changed += 1;
  else count.older += 1;
}

type Lists = { [Kind in keyof AllRecords]: string[] };

function emptyLists(): Lists {
  return { groups: [], ledgers: [], voucherTypes: [], vouchers: [], present: [], quarantined: [] };
}

/** What the batch says it holds; what was set aside is JSON already, and read for its kind and GUID alone. */
function holdingsOf(batch: Lists): ReturnType<typeof holdings> {
  const quarantined = batch.quarantined.map((json) => JSON.parse(json) as { kind: string; guid?: string });
  return holdings({ ...batch, quarantined }, []);
}

/** A batch as JSON, made of what is JSON already. The run has the upload's id. */
function bodyOf(
  runId: string,
  { sequence, size, batch }: { sequence: number; size: number; batch: Lists },
): string {
  const head: Omit<Batch, "records" | "debits" | "companyGuid"> = {
    protocol: PROTOCOL,
    runId,
    sequence,
    alterIds: null,
    count: size,
  };
  const lists = Object.entries(batch).map(([kind, list]) => `"${kind}":[${list.join(",")}]`);
  return `${JSON.stringify(head).slice(0, -1)},"records":{${lists.join(",")}}}`;
}
