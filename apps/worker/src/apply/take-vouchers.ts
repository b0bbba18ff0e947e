import { randomUUIDv7 } from "node:crypto";

import type { BillAllocation } from "@cfa/books/bill-allocation";
import { movesBalances, readVoucher, type BankAllocation, type BookVoucher } from "@cfa/books/voucher";
import type { VoucherRecord } from "@cfa/contract/records";
import type { CompanyTx } from "@cfa/db/company-scope";
import { forgetAbsent, hasAbsent, noteSeen } from "@cfa/db/queries/apply/absent";
import { forgetRereads, rereadVouchers } from "@cfa/db/queries/apply/facts";
import { addNamedLedgers } from "@cfa/db/queries/apply/ledgers";
import { stagePresent } from "@cfa/db/queries/apply/presence";
import { putAside, type QuarantineRow } from "@cfa/db/queries/apply/quarantine";
import type { ApplyingRun } from "@cfa/db/queries/apply/run";
import {
  stageVouchers,
  unstageVouchers,
  voucherIds,
  type TakenPosting,
} from "@cfa/db/queries/apply/vouchers";
import { jsonWithPaise } from "@cfa/values/money";

import { createLedgerNames, type LedgerNames } from "./ledger-names.ts";
import { putBatchAside, shownThough } from "./put-aside.ts";
import { runBodies } from "./read-bodies.ts";
import { keepNewest, withoutRefused, type Kept } from "./take-facts.ts";
import type { MasterGround } from "./take-masters.ts";
import { createWriter } from "./writer.ts";

const PAGE = 1_000;

export type VouchersTaken = { records: number; changed: number; refused: number; unreadable: number };

/** Takes vouchers one page at a time; see `takeVouchers`. */
export type VoucherIntake = {
  /** Goes through the batches of the run. */
  batches(run: ApplyingRun, options: { noteAll: boolean }): Promise<VouchersTaken>;
  /** Reads anew what must be although the run did not bring it. Answers how many the books did not take. */
  rereads(): Promise<number>;
  /** Makes ledgers for names that no master bears. */
  finish(): Promise<void>;
};

/**
 * Takes vouchers into the books: keeps the newest version of each, reads those that are new or other, finds the ledgers of
 * their lines, and stages them to be put in the place of their earlier versions. One that does not balance goes to quarantine and
 * its earlier version stays.
 */
export function takeVouchers(tx: CompanyTx, runId: string, ground: MasterGround): VoucherIntake {
  const stager = createStager(tx, runId, ground);
  return {
    async batches(run, { noteAll }) {
      const keeper = await keepNewest<VoucherRecord>(tx, "voucher", run);
      const isAnyAbsent = await hasAbsent(tx);
      const seen = createWriter();
      const taken = { records: 0, changed: 0, refused: 0, unreadable: 0 };
      for await (const batch of runBodies(tx, runId, "vouchers")) {
        const list = withoutRefused(batch.records.vouchers, "voucher", batch.refused);
        const present = batch.records.present ?? [];
        const guids = [...list, ...present].map(({ guid }) => guid);
        if (noteAll) {
          const shown = list.map(({ guid }) => ({ kind: "voucher" as const, guid }));
          await seen.write(() => noteSeen(tx, [...shown, ...shownThough(batch)]));
        }
        if (isAnyAbsent) await forgetAbsent(tx, "voucher", guids);
        if (present.length > 0) {
          await stagePresent(
            tx,
            present.map((one) => ({ ...one, number: one.number ?? "" })),
          );
        }
        taken.refused += await stager.stage(await keeper.take(list));
        taken.unreadable += await putBatchAside(tx, runId, batch);
        taken.records += list.length + present.length;
      }
      await seen.idle();
      taken.changed = await keeper.finish();
      return taken;
    },
    async rereads() {
      await stager.idle();
      if ((await forgetRereads(tx)) === 0) return 0;
      let refused = 0;
      for await (const page of rereadVouchers<VoucherRecord>(tx, PAGE)) {
        refused += await stager.stage(page.map((record) => ({ record, fate: "altered" })));
      }
      return refused;
    },
    async finish() {
      await stager.idle();
      await addNamedLedgers(tx, stager.added());
    },
  };
}

type Stager = {
  /** Reads and stages vouchers; answers how many the books do not take. */
  stage(kept: readonly Kept<VoucherRecord>[]): Promise<number>;
  idle(): Promise<void>;
  /** Ledgers to be made for names that no master bears. */
  added(): LedgerNames["added"];
};

function createStager(tx: CompanyTx, runId: string, ground: MasterGround): Stager {
  const names = createLedgerNames(tx);
  const writer = createWriter();
  return {
    idle: () => writer.idle(),
    added: () => names.added,
    async stage(kept) {
      const { vouchers, faults } = readPage(kept, ground);
      await names.prepare(vouchers.flatMap((voucher) => voucher.entries));
      const again = kept.filter(({ fate }) => fate === "again").map(({ record }) => record.guid);
      if (again.length > 0) {
        await writer.idle();
        await unstageVouchers(tx, again);
      }
      const before = kept.filter(({ fate }) => fate !== "added").map(({ record }) => record.guid);
      const ids = await voucherIds(tx, before);
      const staged = vouchers.map((voucher) => {
        const voucherId = ids.get(voucher.guid);
        // Ids that rise with time: a million of them fill an index from one end and do not stir all of it.
        return { ...voucher, voucherId: voucherId ?? randomUUIDv7(), isNew: voucherId === undefined };
      });
      const postings = staged.flatMap((voucher) => postingsOf(voucher, names));
      await writer.write(() => stageVouchers(tx, { vouchers: staged, postings }));
      await putAside(tx, runId, faults.map(faultRow));
      return faults.length;
    },
  };
}

function faultRow({ record, reason }: { record: VoucherRecord; reason: string }): QuarantineRow {
  const name = `${record.type} ${record.number ?? ""}`.trim();
  return { kind: "voucher", guid: record.guid, name, reason, raw: null };
}

function readPage(
  page: readonly Kept<VoucherRecord>[],
  { kindOf }: MasterGround,
): { vouchers: BookVoucher[]; faults: { record: VoucherRecord; reason: string }[] } {
  const vouchers: BookVoucher[] = [];
  const faults: { record: VoucherRecord; reason: string }[] = [];
  for (const { record } of page) {
    const read = readVoucher(record, { kindOf });
    if (read.ok) vouchers.push(read.value);
    else faults.push({ record, reason: read.error });
  }
  return { vouchers, faults };
}

function postingsOf(voucher: BookVoucher & { voucherId: string }, names: LedgerNames): TakenPosting[] {
  if (!movesBalances(voucher.state)) return [];
  return voucher.entries.map((entry) => ({
    voucherId: voucher.voucherId,
    lineNo: entry.lineNo,
    ledgerId: names.idOf(entry),
    date: voucher.date,
    amount: entry.amount,
    allocations: jsonOf(entry.allocations),
    bank: jsonOf(entry.bank),
  }));
}

/** JSON with sums as decimal strings of paise; null where there is none. */
function jsonOf(list: readonly (BillAllocation | BankAllocation)[]): string | null {
  if (list.length === 0) return null;
  return jsonWithPaise(list);
}
