import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import type { CreditPeriodText } from "@cfa/contract/records";
import { createTallyClient } from "@cfa/tally/client";
import { collectRecords, readWhole, type Collected } from "@cfa/tally/collect";
import { createTallyReader } from "@cfa/tally/read";
import { createBillsReader, type PendingBill } from "@cfa/tally/reports/bills";
import type { TallyRequest } from "@cfa/tally/request/envelope";
import { groupsRequest, ledgersRequest, voucherTypesRequest } from "@cfa/tally/request/masters";
import { vouchersRequest } from "@cfa/tally/request/vouchers";
import { addDays, day, daysBetween } from "@cfa/values/local-date";
import { paiseFromJson } from "@cfa/values/money";
import { describe, expect, it } from "vitest";

import type { Ledger } from "../sample-company/tally-books.ts";
import { startFakeTally } from "./fake-tally.ts";
import { smallBooks } from "./test-books.ts";
import { booksOfRecords, isPlainPeriod } from "./test-records.ts";

/*
 * Truth check: what a captured file holds is served by a fake Tally and read again. The objects must be the same in
 * every field the file had and our questions ask for.
 */

const FOLDER = resolve(import.meta.dirname, "../../../../../shared/tally-fixtures");
const NAME = "Captured & Co";
const EVER = { from: day("2000-04-01"), to: day("2099-12-31") };

const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith(".xml")) : [];
const captured = files
  .map((file) => ({ file, ...readWhole(readFileSync(join(FOLDER, file))) }))
  .map(({ file, records }) => ({ file, records, guid: commonestCompany(records) }))
  .filter(({ guid }) => guid !== "");

describe.skipIf(captured.length === 0)("captured objects served again", () => {
  it.each(captured)("$file", async ({ records, guid }) => {
    const served = keyed(await servedAgain(records, guid), guid);
    const own = keyed(records, guid);
    expect(own.size).toBeGreaterThan(0);
    for (const [key, record] of own)
      expect(project(served.get(key), record), key).toEqual(project(record, record));
  });

  it("they are many", () => {
    const counts = captured.map(({ records, guid }) => keyed(records, guid).size);
    expect(captured.length).toBeGreaterThan(12);
    expect(counts.reduce((total, count) => total + count, 0)).toBeGreaterThan(900);
  });
});

const BILLS = files.filter((file) => file.includes("bills-receivable"));

describe.skipIf(BILLS.length === 0)("captured Bills Receivable served again", () => {
  it.each(BILLS)("%s", async (file) => {
    const bills = billsIn(readFileSync(join(FOLDER, file)));
    expect(bills.length).toBeGreaterThan(5);
    const known = bills.find(
      ({ dueDate, overdueDays }) => dueDate !== undefined && overdueDays !== undefined,
    );
    const asOf = addDays(known?.dueDate ?? day("2026-03-31"), known?.overdueDays ?? 0);
    const books = { ...smallBooks(NAME), through: asOf, vouchers: [], ledgers: ledgersOfBills(bills) };
    const tally = await startFakeTally({ companies: [books], company: { wholeBooks: true } });
    const client = createTallyClient({ host: "127.0.0.1", port: tally.port, pauseMs: 0 });
    const again = await client.bills(NAME, "receivable", asOf);
    await tally.close();
    expect(again.ok && again.value.map(lineOf).toSorted()).toEqual(bills.map(lineOf).toSorted());
  });
});

function billsIn(bytes: Buffer): PendingBill[] {
  const bills = createBillsReader();
  const reader = createTallyReader(bills);
  reader.write(bytes);
  reader.end();
  const result = bills.result();
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

function lineOf({ party, name, date, dueDate, overdueDays, pending }: PendingBill): string {
  return [party, name, date, dueDate, overdueDays ?? 0, pending].join(" | ");
}

/** Each bill as the opening bill of a ledger of its party; a name that comes twice needs a second ledger. */
function ledgersOfBills(bills: readonly PendingBill[]): Ledger[] {
  const [sample] = smallBooks().ledgers.filter(({ isBillWise }) => isBillWise);
  return bills.map(({ party, name, date = day("2000-04-01"), dueDate, pending }, at) => {
    const amount = paiseFromJson(pending);
    const creditDays = dueDate === undefined ? null : daysBetween(date, dueDate);
    const openingBills = [{ name, date, amount, creditDays, isAdvance: false }];
    return { ...sample!, masterId: at + 1, creditDays: null, name: party, opening: amount, openingBills };
  });
}

async function servedAgain(records: Collected, guid: string): Promise<Collected> {
  const tally = await startFakeTally({
    companies: [booksOfRecords(records, guid)],
    company: { wholeBooks: true },
  });
  const client = createTallyClient({ host: "127.0.0.1", port: tally.port, pauseMs: 0 });
  const { sink, records: served } = collectRecords();
  const ask: TallyRequest[] = [
    groupsRequest(NAME),
    ledgersRequest(NAME),
    voucherTypesRequest(NAME),
    vouchersRequest(NAME, EVER),
  ];
  for (const request of ask) expect(await client.read(request, sink)).toMatchObject({ ok: true });
  await tally.close();
  return served;
}

/** What the captured object says, found in the served one: fields the file did not have do not count. */
function project(value: unknown, original: unknown): unknown {
  if (Array.isArray(original)) {
    const list: unknown[] = Array.isArray(value) ? value : [];
    return list.map((each, at) => project(each, original[at]));
  }
  if (typeof original !== "object" || original === null) return value ?? null;
  const given: Partial<Record<string, unknown>> = { ...(value as object | undefined) };
  const kept = Object.entries(original).filter(([name, field]) => isKept(name, field));
  return Object.fromEntries(kept.map(([name, field]) => [name, project(given[name], field)]));
}

/**
 * What the books have no place for: credit periods that are a date, sums in foreign money (the base sum is compared), a
 * voucher's own amount, which no question asks for, and more than one bank allocation in a line.
 */
function isKept(name: string, field: unknown): boolean {
  if (name === "creditPeriod") return isPlainPeriod(field as CreditPeriodText);
  if (name === "bank") return Array.isArray(field) && field.length === 1;
  if (Array.isArray(field) && field.length === 0) return false;
  if (name === "alterId" && field === 0) return false; // it was not asked for when the file was captured
  return name !== "foreign" && name !== "baseDayNumber";
}

/** The GUID most objects begin with: vouchers imported from another company keep that company's. */
function commonestCompany(records: Collected): string {
  const counts = new Map<string, number>();
  for (const record of objects(records)) {
    const company = record.guid.slice(0, -9);
    counts.set(company, (counts.get(company) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}

function keyed(records: Collected, guid: string): Map<string, object> {
  const own = objects(records).filter((record) => record.guid.slice(0, -9) === guid);
  return new Map(own.map((record) => [`${record.kind} ${record.guid}`, record.object]));
}

function objects(records: Collected): { kind: string; guid: string; object: object }[] {
  const kinds = ["groups", "ledgers", "voucherTypes", "vouchers"] as const;
  return kinds.flatMap((kind) => records[kind].map((object) => ({ kind, guid: object.guid, object })));
}
