import type { LocalDate } from "@cfa/values/local-date";
import { toRupees } from "@cfa/values/money";
import { financialYearOf } from "@cfa/values/period";

import { guidOf } from "../../sample-company/tally-books.ts";
import type { CompanyState, VoucherNow } from "../company/state.ts";
import { todayOf } from "../company/today.ts";
import { ledgerNamed } from "../company/ledger-index.ts";
import {
  alterVoucher,
  cancelVoucher,
  createVoucher,
  deleteVoucher,
  typeNamed,
  type EntryDraft,
  type VoucherDraft,
} from "../company/voucher-edits.ts";
import { voucherByGuid, vouchersBetween } from "../company/vouchers.ts";
import { isEducationalDay } from "../request/period.ts";
import type { Settings } from "../server/settings.ts";
import type { ImportedLine, ImportedVoucher } from "./read-voucher.ts";

/** What became of one object of an import. */
export type Imported = {
  readonly state: CompanyState;
  readonly counts: "created" | "altered" | "deleted" | "cancelled" | "errors" | "exceptions" | "nothing";
  readonly lineError?: string;
  readonly voucherId?: number;
  readonly masterId?: number;
  readonly modal?: string;
};

/** Posts, changes, cancels or deletes a voucher as an import does. */
export function importVoucher(state: CompanyState, voucher: ImportedVoucher, settings: Settings): Imported {
  const known = knownVoucher(state, voucher);
  if (voucher.action === "delete" || voucher.action === "cancel") return removed(state, voucher, known);
  const fault = faultOf(state, voucher);
  if (fault !== undefined) return { state, counts: "errors", lineError: fault };
  const { date } = voucher;
  // It was understood and is nowhere to be found: no line says so.
  if (date === undefined || !isOpenDay(state, date, settings)) return { state, counts: "exceptions" };
  if (known !== null) return altered(state, voucher, { known, settings });
  const made = createVoucher(state, draftOf(state, voucher, { date, settings }));
  return { state: made.state, counts: "created", voucherId: made.voucher.masterId };
}

function removed(state: CompanyState, voucher: ImportedVoucher, known: VoucherNow | null): Imported {
  const isDelete = voucher.action === "delete";
  const isUnnamed = voucher.id === "" && voucher.tag === undefined;
  // Tally reports these beside counters that say nothing went wrong.
  if (isUnnamed)
    return { state, counts: "nothing", lineError: `Cannot ${voucher.action} unnamed object: VOUCHER!` };
  if (known === null) return { state, counts: "nothing", lineError: "Voucher does not exist!" };
  const guid = guidOf(state, known.masterId);
  const next = isDelete ? deleteVoucher(state, guid) : cancelVoucher(state, guid);
  return { state: next, counts: isDelete ? "deleted" : "cancelled", voucherId: known.masterId };
}

/** The voucher an import means: by REMOTEID, GUID, MasterId, or number and type on a day. */
function knownVoucher(state: CompanyState, voucher: ImportedVoucher): VoucherNow | null {
  const { id, tag, date } = voucher;
  const remote = state.remoteIds.get(id);
  if (remote !== undefined) return voucherByGuid(state, guidOf(state, remote));
  if (id !== "") return voucherByGuid(state, id);
  if (tag?.name === "masterid") return voucherByGuid(state, guidOf(state, Number(tag.value)));
  if (tag === undefined || date === undefined) return null;
  for (const each of vouchersBetween(state, { from: date, to: date })) {
    if (each.number === tag.value && each.type.toLowerCase() === voucher.type.toLowerCase()) return each;
  }
  return null;
}

/** Why Tally refuses a voucher, in its words; undefined when it does not. */
function faultOf(state: CompanyState, voucher: ImportedVoucher): string | undefined {
  if (voucher.date === undefined) return "Voucher date is missing.";
  const isType = [...state.voucherTypes.values()].some(
    ({ name }) => name.trim().toLowerCase() === voucher.type.trim().toLowerCase(),
  );
  if (!isType) return `Voucher Type '${voucher.type}' does not exist!`;
  const names = [
    ...voucher.lines.map((line) => line.ledger),
    ...(voucher.party === "" ? [] : [voucher.party]),
  ];
  const missing = names.find((name) => ledgerNamed(state, name) === undefined);
  if (missing !== undefined) return `Ledger '${missing}' does not exist!`;
  let debit = 0n;
  let credit = 0n;
  for (const { amount } of voucher.lines) {
    if (amount < 0n) debit -= amount;
    else credit += amount;
  }
  return debit === credit
    ? undefined
    : `Voucher totals do not match! Dr: ${toRupees(debit)} Cr: ${toRupees(credit)} Diff: ${toRupees(debit - credit)}`;
}

/** Nothing is posted before the books begin, after their last financial year or Tally's own day. */
function isOpenDay(state: CompanyState, date: LocalDate, settings: Settings): boolean {
  const { booksFrom, through } = state.source;
  if (date < booksFrom || date > financialYearOf(through).to || date > todayOf(state, settings)) return false;
  return !settings.educational || isEducationalDay(date);
}

/** An alteration keeps the bill allocations that are there: new ones can only be given with a new voucher. */
function altered(
  state: CompanyState,
  voucher: ImportedVoucher,
  of: { known: VoucherNow; settings: Settings },
): Imported {
  const { known } = of;
  const date = voucher.date ?? known.date;
  const { number: _number, remoteId: _remoteId, entries, ...head } = draftOf(state, voucher, { ...of, date });
  const kept = entries.map((entry) => {
    const { bills: _bills, ...plain } = entry;
    const was = known.entries.find(
      (each) =>
        each.amount === entry.amount && each.ledger === ledgerNamed(state, String(entry.ledger))?.masterId,
    );
    return was?.bills === undefined ? plain : { ...plain, bills: was.bills };
  });
  const next = alterVoucher(state, guidOf(state, known.masterId), {
    ...head,
    ...(kept.length === 0 ? {} : { entries: kept }),
  });
  return { state: next.state, counts: "altered", voucherId: known.masterId };
}

function draftOf(
  state: CompanyState,
  voucher: ImportedVoucher,
  of: { date: LocalDate; settings: Settings },
): VoucherDraft {
  const isAutomatic = typeNamed(state, voucher.type).numbering.toLowerCase() === "automatic";
  const referenceDate = of.settings.quirks.keepsReferenceDate ? voucher.referenceDate : of.date;
  return {
    date: of.date,
    type: voucher.type,
    reference: voucher.reference,
    referenceDate: voucher.reference === "" ? null : (referenceDate ?? null),
    narration: voucher.narration,
    isInvoice: voucher.isInvoice,
    isOptional: voucher.isOptional,
    ...(voucher.party === "" ? {} : { party: voucher.party }),
    ...(voucher.id === "" ? {} : { remoteId: voucher.id }),
    // Under automatic numbering the given number is overwritten without a word.
    ...(isAutomatic || voucher.number === "" ? {} : { number: voucher.number }),
    entries: voucher.lines.map((line) => entryOf(state, line, voucher.party)),
  };
}

/** Allocations on a ledger that is not bill-wise fall away. */
function entryOf(state: CompanyState, line: ImportedLine, party: string): EntryDraft {
  const ledger = ledgerNamed(state, line.ledger);
  const isParty = line.isParty || line.ledger.trim().toLowerCase() === party.trim().toLowerCase();
  return {
    ledger: line.ledger,
    amount: line.amount,
    ...(isParty ? { isParty } : {}),
    ...(ledger?.isBillWise === true && line.bills.length > 0 ? { bills: line.bills } : {}),
    ...(line.bank === undefined ? {} : { bank: line.bank }),
  };
}
