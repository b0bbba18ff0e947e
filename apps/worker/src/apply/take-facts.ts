import type { VoucherRecord } from "@cfa/contract/records";
import type { CompanyTx } from "@cfa/db/company-scope";
import {
  analyzeFacts,
  hasFacts,
  keepFacts,
  storedFacts,
  type FactRow,
  type StoredFact,
} from "@cfa/db/queries/apply/facts";
import type { ApplyingRun } from "@cfa/db/queries/apply/run";
import { keepReplaced } from "@cfa/db/queries/apply/take-back";
import { addToMonths, type MonthChange } from "@cfa/db/queries/apply/voucher-months";
import type { RefusedRecord } from "@cfa/db/queries/sync-batches";
import type { FactKind } from "@cfa/db/tables/facts";

import { digestOf } from "./digest.ts";
import { createWriter } from "./writer.ts";

/** So many rows go to the database at once. */
const ROWS_AT_ONCE = 4_000;
/** The planner is told when there are so many for the first time, and at each power of ten of it. */
const ANALYZE_FROM = 2_000;

export type Carried = { guid: string; alterId: number };

/** What has become of a record: it is new, another version, or what was there already. */
export type Kept<Item extends Carried> = { record: Item; fate: "added" | "altered" | "again" };

/**
 * Keeps each object's newest version: an older one never replaces a newer one, and what is there already does not travel to
 * the database again. One keeper serves one kind of object in one run.
 */
export type FactKeeper<Item extends Carried> = {
  /** Takes records that came together; answers those that won. "again": won before in this same run. */
  take(records: readonly Item[]): Promise<Kept<Item>[]>;
  /** Call when all have been taken. Answers how many were new or other. */
  finish(): Promise<number>;
};

/** Starts keeping records of a kind for a run. */
export async function keepNewest<Item extends Carried>(
  tx: CompanyTx,
  kind: FactKind,
  run: ApplyingRun,
): Promise<FactKeeper<Item>> {
  const rules = { equalWins: run.source === "agent" && run.isNewest, allWin: run.isRestored };
  const months = new Map<string, MonthChange>();
  const writer = createWriter();
  let pending = noRows();
  let onTheirWay = noRows();
  let isFirstLoad = !(await hasFacts(tx, kind));
  let written = 0;
  let analyzeAt = ANALYZE_FROM;

  /** Rows go while the next batch is being read; what is on its way cannot be looked up yet. */
  const send = async (): Promise<void> => {
    const rows = pending;
    if (rows.guids.size === 0) return;
    pending = noRows();
    await writer.write(async () => {
      onTheirWay = rows;
      if (run.source === "file") await keepReplaced(tx, run.runId, rows.altered);
      await keepFacts(tx, rows, run.runId);
      written += rows.guids.size;
      if (written < analyzeAt) return;
      analyzeAt *= 10;
      await analyzeFacts(tx);
    });
    isFirstLoad = false;
  };
  return {
    async take(records) {
      const rows = newestOf(records);
      if (rows.some(({ guid }) => pending.guids.has(guid))) await send();
      if (rows.some(({ guid }) => onTheirWay.guids.has(guid))) await writer.idle();
      const stored = isFirstLoad ? new Map<string, StoredFact>() : await look(rows);
      const won: Kept<Item>[] = [];
      for (const record of rows) {
        const json = JSON.stringify(record);
        const before = stored.get(record.guid);
        const row = factRow(kind, record, json);
        if (before !== undefined && !wins(row, before, rules)) continue;
        (before === undefined ? pending.added : pending.altered).push(row);
        pending.guids.add(record.guid);
        if (kind === "voucher") count(months, row, before);
        const fate = before === undefined ? "added" : before.runId === run.runId ? "again" : "altered";
        won.push({ record, fate });
      }
      if (pending.guids.size >= ROWS_AT_ONCE) await send();
      return won;
    },
    async finish() {
      await send();
      await writer.idle();
      await addToMonths(tx, [...months.values()].filter(isChange));
      return written;
    },
  };

  /** A first load compares only within itself: what was written a moment ago is looked up like anything else. */
  async function look(rows: readonly Item[]): Promise<Map<string, StoredFact>> {
    return storedFacts(
      tx,
      kind,
      rows.map((row) => row.guid),
    );
  }
}

type Rows = { added: FactRow[]; altered: FactRow[]; guids: Set<string> };

function noRows(): Rows {
  return { added: [], altered: [], guids: new Set() };
}

/** A batch's records of a kind without the refused ones. */
export function withoutRefused<Item>(
  records: readonly Item[] | undefined,
  kind: FactKind,
  refused: readonly RefusedRecord[],
): readonly Item[] {
  const places = new Set(refused.filter((one) => one.kind === kind).map((one) => one.place));
  if (records === undefined || places.size === 0) return records ?? [];
  return records.filter((_, place) => !places.has(place));
}

/** Of one object met twice the newest, of equals the later. */
function newestOf<Item extends Carried>(records: readonly Item[]): Item[] {
  const rows = new Map<string, Item>();
  for (const record of records) {
    const before = rows.get(record.guid);
    if (before === undefined || before.alterId <= record.alterId) rows.set(record.guid, record);
  }
  return [...rows.values()];
}

function wins(row: FactRow, before: StoredFact, rules: { equalWins: boolean; allWin: boolean }): boolean {
  if (row.digest === before.digest) return false;
  if (before.alterId < row.alterId || rules.allWin) return true;
  return before.alterId === row.alterId && (rules.equalWins || row.alterId === 0);
}

function factRow(kind: FactKind, record: Carried, json: string): FactRow {
  const voucher = kind === "voucher" ? (record as VoucherRecord) : null;
  return {
    kind,
    guid: record.guid,
    alterId: record.alterId,
    digest: digestOf(json),
    record: json,
    month: voucher?.date.slice(0, 7) ?? null,
    typeName: voucher?.type ?? null,
    amount: voucher?.amount ?? null,
  };
}

/** Counts a voucher in its month and out of the one its earlier version stood in. */
function count(months: Map<string, MonthChange>, row: FactRow, before: StoredFact | undefined): void {
  if (before !== undefined) add(months, before, -1);
  const amount = row.amount === null ? null : BigInt(row.amount);
  add(months, { month: row.month, typeName: row.typeName, amount }, 1);
}

function add(
  months: Map<string, MonthChange>,
  { month, typeName, amount }: Pick<StoredFact, "month" | "typeName" | "amount">,
  sign: 1 | -1,
): void {
  if (month === null || typeName === null) return;
  const key = `${month} ${typeName}`;
  const change = months.get(key) ?? { month, typeName, vouchers: 0, stated: 0, amount: 0n };
  change.vouchers += sign;
  if (amount !== null) {
    change.stated += sign;
    change.amount += BigInt(sign) * amount;
  }
  months.set(key, change);
}

function isChange(change: MonthChange): boolean {
  return change.vouchers !== 0 || change.stated !== 0 || change.amount !== 0n;
}
