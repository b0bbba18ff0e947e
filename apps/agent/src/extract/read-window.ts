import type { VoucherRecord } from "@cfa/contract/records";
import { failure, type TallyFailure } from "@cfa/tally/failures";
import { fail, ok, type Result } from "@cfa/values/result";

import { createBatcher, type BatchSink } from "./batcher.ts";
import type { Piece } from "./piece.ts";
import type { Reading } from "./reading.ts";
import { identitiesFor, requestFor } from "./requests.ts";

/** What a window yielded. */
export type WindowRead = { readonly records: number; readonly bytes: number; readonly ms: number };

/**
 * Asks for one window and writes what it yields, together with the cursor behind it, in one write. Nothing of it stays when
 * the answer was not whole, was another company's, or held days that were not asked for.
 */
export async function readWindow(
  window: Piece,
  rest: readonly Piece[],
  reading: Reading,
): Promise<Result<WindowRead, TallyFailure>> {
  const { outbox, run, tally } = reading.options;
  const startedAt = performance.now();
  let records = 0;
  let strange = 0;
  let failed: TallyFailure | undefined;
  let bytes = 0;
  const isWanted = (voucher: VoucherRecord): boolean => {
    if (isWithin(window, voucher)) return true;
    strange++;
    return false;
  };
  try {
    await outbox.whole(async () => {
      const batcher = createBatcher(outbox, run);
      const sink = sinkFor(
        window,
        counted(batcher.sink, () => records++),
        isWanted,
      );
      const read = await tally.read(requestFor(window, reading.asking()), sink);
      failed = read.ok ? faultOfDays(strange, reading) : read.error;
      if (failed !== undefined) throw new WindowFailed();
      if (read.ok) bytes = read.value.bytes;
      batcher.flush();
      reading.save(rest, window.days === undefined ? 0 : records);
    });
  } catch (error) {
    if (error instanceof WindowFailed && failed !== undefined) return fail(failed);
    throw error;
  }
  return ok({ records, bytes, ms: performance.now() - startedAt });
}

/** Who the vouchers of a piece are, at a small part of the weight. */
export type Identity = { readonly guid: string; readonly alterId: number; readonly name: string };

/** Reads the identities of a piece's vouchers. */
export async function readIdentities(
  window: Piece,
  reading: Reading,
): Promise<Result<Identity[], TallyFailure>> {
  const found: Identity[] = [];
  const read = await reading.options.tally.read(identitiesFor(window, reading.asking()), {
    voucher(record) {
      if (!isWithin(window, record)) return;
      const { guid, alterId, type, number = "", date } = record;
      found.push({ guid, alterId, name: `${type} ${number} of ${date}`.replaceAll(/\s+/g, " ") });
    },
  });
  return read.ok ? ok(found) : read;
}

function isWithin({ days }: Piece, { date }: { date: string }): boolean {
  return days === undefined || (date >= days.from && date <= days.to);
}

/** Only rolls the outbox's write back. */
class WindowFailed extends Error {}

/** In Educational mode days beyond the window belong to other windows; otherwise Tally has not done what was asked. */
function faultOfDays(strange: number, reading: Reading): TallyFailure | undefined {
  if (strange === 0 || reading.asking().isEducational) return undefined;
  return failure("educational", { address: reading.options.tally.address, company: reading.asking().name });
}

function sinkFor(window: Piece, sink: BatchSink, isWanted: (voucher: VoucherRecord) => boolean): BatchSink {
  if (window.kind !== "presence") {
    return { ...sink, voucher: (record) => (isWanted(record) ? sink.voucher(record) : undefined) };
  }
  return {
    ...sink,
    voucher(record) {
      if (!isWanted(record)) return;
      const { guid, alterId, date, type, number } = record;
      sink.present({ guid, alterId, date, type, ...(number === undefined ? {} : { number }) });
    },
  };
}

/** The same sink, with every record that really goes on counted. */
function counted(sink: BatchSink, count: () => void): BatchSink {
  const kinds = Object.entries(sink) as [keyof BatchSink, (record: never) => void][];
  return Object.fromEntries(
    kinds.map(([kind, take]) => [
      kind,
      (record: never) => {
        count();
        take(record);
      },
    ]),
  ) as BatchSink;
}
