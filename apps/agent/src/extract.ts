import type { CompanyRecord } from "@cfa/contract/records";
import type { Marks, TallyTotals } from "@cfa/contract/sync";
import type { TallyClient } from "@cfa/tally/client";
import type { TallyFailure } from "@cfa/tally/failures";
import type { RecordSink } from "@cfa/tally/record-reader";
import type { TallyRequest } from "@cfa/tally/request/envelope";
import { groupsRequest, ledgersRequest, voucherTypesRequest } from "@cfa/tally/request/masters";
import { vouchersRequest } from "@cfa/tally/request/vouchers";
import { assert } from "@cfa/values/assert";
import { day, type LocalDate } from "@cfa/values/local-date";
import { monthsIn } from "@cfa/values/period";
import { fail, ok, type Result } from "@cfa/values/result";

import { createBatcher } from "./batcher.ts";
import type { Outbox, OutboxRun } from "./outbox/outbox.ts";

export type ExtractOptions = {
  readonly tally: TallyClient;
  readonly outbox: Outbox;
  readonly say: (line: string) => void;
  /** Called whenever new batches lie in the outbox. */
  readonly written: () => void;
};

/** One request of a run, with the name by which it is remembered once it has been read in full. */
type Window = { readonly key: string; readonly title: string; readonly request: TallyRequest };

/**
 * Reads from Tally what the run still lacks and writes it to the outbox, window by window. What a window yields stays
 * only if its answer was complete. Resumes after a kill with the first window that is not there.
 */
export async function extract(
  run: OutboxRun,
  known: Marks | null,
  options: ExtractOptions,
): Promise<Result<void, TallyFailure>> {
  const windows = run.kind === "full" ? fullWindows(run.company) : changeWindows(run, known);
  for (const [index, window] of windows.entries()) {
    if (options.outbox.hasWindow(run.runId, window.key)) continue;
    const read = await readWindow(run, window, options);
    if (!read.ok) return read;
    options.say(`Read ${window.title}: ${read.value} records (${index + 1} of ${windows.length})`);
    options.written();
  }
  return ok(undefined);
}

/** Tally's own totals, or nothing when Tally moved on while they were read: they would not be true for this run. */
export async function readTotals(
  run: OutboxRun,
  tally: TallyClient,
): Promise<Result<TallyTotals | undefined, TallyFailure>> {
  const { name } = run.company;
  const asOf = lastDay(run.company);
  const trialBalance = await tally.trialBalance(name, asOf);
  if (!trialBalance.ok) return trialBalance;
  const receivable = await tally.billsTotal(name, "receivable", asOf);
  if (!receivable.ok) return receivable;
  const payable = await tally.billsTotal(name, "payable", asOf);
  if (!payable.ok) return payable;
  const companies = await tally.companies();
  if (!companies.ok) return companies;
  const now = companies.value.find((company) => company.guid === run.company.guid);
  const still = now?.masterMark === run.marks.masters && now.voucherMark === run.marks.vouchers;
  if (!still) return ok(undefined);
  return ok({
    asOf,
    trialBalance: trialBalance.value,
    billsReceivable: receivable.value,
    billsPayable: payable.value,
  });
}

async function readWindow(
  run: OutboxRun,
  window: Window,
  options: ExtractOptions,
): Promise<Result<number, TallyFailure>> {
  let failure: TallyFailure | undefined;
  let records = 0;
  const counted = (sink: RecordSink): RecordSink =>
    Object.fromEntries(
      Object.entries(sink).map(([kind, take]) => [
        kind,
        (record: never) => {
          records++;
          (take as (record: never) => void)(record);
        },
      ]),
    );
  try {
    await options.outbox.whole(async () => {
      const batcher = createBatcher(options.outbox, run);
      const read = await options.tally.read(window.request, counted(batcher.sink));
      if (!read.ok) {
        failure = read.error;
        throw new WindowFailed();
      }
      batcher.flush();
      options.outbox.addWindow(run.runId, window.key);
    });
    return ok(records);
  } catch (error) {
    if (error instanceof WindowFailed && failure !== undefined) return fail(failure);
    throw error;
  }
}

/** Only rolls the outbox's write back. */
class WindowFailed extends Error {}

function fullWindows(company: CompanyRecord): Window[] {
  const { name } = company;
  const months = monthsIn({ from: firstDay(company), to: lastDay(company) });
  return [
    ...masterWindows(name, 0),
    ...months.map((month) => ({
      key: `vouchers ${month.from}`,
      title: `vouchers of ${month.from.slice(0, 7)}`,
      request: vouchersRequest(name, month),
    })),
  ];
}

function changeWindows(run: OutboxRun, known: Marks | null): Window[] {
  assert(known !== null, "changes are read only above known marks");
  const { name } = run.company;
  const windows = run.marks.masters > known.masters ? masterWindows(name, known.masters) : [];
  if (run.marks.vouchers > known.vouchers) {
    windows.push({
      key: `vouchers above ${known.vouchers}`,
      title: "changed vouchers",
      request: vouchersRequest(name, {
        from: firstDay(run.company),
        to: lastDay(run.company),
        afterAlterId: known.vouchers,
      }),
    });
  }
  return windows;
}

function masterWindows(name: string, afterAlterId: number): Window[] {
  const since = afterAlterId > 0 ? { afterAlterId } : {};
  return [
    { key: "groups", title: "groups", request: groupsRequest(name, since) },
    { key: "voucher types", title: "voucher types", request: voucherTypesRequest(name, since) },
    { key: "ledgers", title: "ledgers", request: ledgersRequest(name, since) },
  ];
}

function firstDay(company: CompanyRecord): LocalDate {
  const from = company.booksFrom ?? company.startingFrom;
  assert(from !== undefined, "a company without the first day of its books is not read");
  return day(from);
}

/** The later of the period's end and the last voucher: post-dated vouchers lie behind the period. */
function lastDay(company: CompanyRecord): LocalDate {
  const days = [company.endingAt, company.lastVoucherDate].filter((date) => date !== undefined).toSorted();
  const last = days.at(-1);
  assert(last !== undefined, "a company without the last day of its books is not read");
  return day(last);
}
