import type { LocalDate } from "@cfa/values/local-date";

import type { Entry, Voucher } from "../../sample-company/tally-books.ts";
import { ledgerNamed } from "./ledger-index.ts";
import { numberFor, shiftAfter } from "./numbering.ts";
import type { CompanyState, Extra, LedgerNow, VoucherNow, VoucherTypeNow } from "./state.ts";
import { voucherByGuid } from "./vouchers.ts";

/** A line of a voucher as it is typed: the ledger by name (or MasterId). */
export type EntryDraft = Omit<Entry, "ledger"> & { readonly ledger: string | number };

/** A voucher as it is typed. Without a number it gets the next one of its type. */
export type VoucherDraft = {
  readonly date: LocalDate;
  readonly type: string;
  readonly entries: readonly EntryDraft[];
  /** The party's ledger by name; else the ledger of the line marked as the party's. */
  readonly party?: string;
  readonly remoteId?: string;
} & Extra &
  Partial<
    Pick<
      Voucher,
      | "number"
      | "reference"
      | "referenceDate"
      | "narration"
      | "isInvoice"
      | "isCancelled"
      | "isOptional"
      | "isPostDated"
      | "dueText"
    >
  >;

/** Enters a voucher. AltVchId moves by one; later vouchers of its type and year are renumbered. */
export function createVoucher(
  state: CompanyState,
  draft: VoucherDraft,
): { state: CompanyState; voucher: VoucherNow } {
  const type = typeNamed(state, draft.type);
  const { party, entries, remoteId, ...head } = draft;
  const lines = entries.map((entry) => ({ ...entry, ledger: ledgerOf(state, entry.ledger).masterId }));
  const masterId = state.lastVoucherId + 1;
  const voucher: VoucherNow = {
    reference: "",
    referenceDate: null,
    narration: "",
    isInvoice: false,
    isCancelled: false,
    isOptional: false,
    isPostDated: false,
    dueText: "",
    ...head,
    number: draft.number ?? numberFor(state, { type: type.name, date: draft.date }),
    type: type.name,
    base: type.base,
    masterId,
    alterId: state.voucherMark + 1,
    party: party === undefined ? partyIn(lines) : ledgerOf(state, party).masterId,
    entries: lines,
    ...(remoteId === undefined ? {} : { remoteId }),
  };
  const shifts = draft.number === undefined ? shiftAfter(state, voucher, 1) : state.shifts;
  const next: CompanyState = {
    ...state,
    shifts,
    voucherMark: state.voucherMark + 1,
    lastVoucherId: masterId,
    edits: new Map(state.edits).set(masterId, { before: null, now: voucher, shifts: shifts.length }),
    remoteIds: remoteId === undefined ? state.remoteIds : new Map(state.remoteIds).set(remoteId, masterId),
  };
  return { state: next, voucher };
}

/** Changes a voucher: same GUID and MasterId, a new AlterId. */
export function alterVoucher(
  state: CompanyState,
  guid: string,
  changes: Partial<VoucherDraft>,
): { state: CompanyState; voucher: VoucherNow } {
  const voucher = voucherOf(state, guid);
  const { party, entries, type, ...head } = changes;
  const kind = type === undefined ? undefined : typeNamed(state, type);
  const now: VoucherNow = {
    ...voucher,
    ...head,
    ...(kind === undefined ? {} : { type: kind.name, base: kind.base }),
    ...(party === undefined ? {} : { party: ledgerOf(state, party).masterId }),
    ...(entries === undefined
      ? {}
      : { entries: entries.map((entry) => ({ ...entry, ledger: ledgerOf(state, entry.ledger).masterId })) }),
    alterId: state.voucherMark + 1,
  };
  return {
    state: { ...withEdit(state, now.masterId, now), voucherMark: state.voucherMark + 1 },
    voucher: now,
  };
}

/** Cancels a voucher: it stays in the list without party and entries. */
export function cancelVoucher(state: CompanyState, guid: string): CompanyState {
  return alterVoucher(state, guid, { isCancelled: true }).state;
}

/**
 * Deletes a voucher: AltVchId moves by two and no row shows it, which leaves a gap below the counter; later vouchers of
 * its type and year are renumbered without a new AlterId.
 */
export function deleteVoucher(state: CompanyState, guid: string): CompanyState {
  const voucher = voucherOf(state, guid);
  const shifts = shiftAfter(state, voucher, -1);
  return { ...withEdit(state, voucher.masterId, null), shifts, voucherMark: state.voucherMark + 2 };
}

/** A ledger by its name or an alias (trimmed, without regard to case) or by MasterId; throws when there is none. */
export function ledgerOf(state: CompanyState, named: string | number): LedgerNow {
  const ledger = typeof named === "number" ? state.ledgers.get(named) : ledgerNamed(state, named);
  if (ledger === undefined) throw new RangeError(`Ledger '${named}' does not exist!`);
  return ledger;
}

/** A voucher type by its name; throws when there is none. */
export function typeNamed(state: CompanyState, name: string): VoucherTypeNow {
  const wanted = name.trim().toLowerCase();
  const type = [...state.voucherTypes.values()].find((known) => known.name.trim().toLowerCase() === wanted);
  if (type === undefined) throw new RangeError(`Voucher Type '${name}' does not exist!`);
  return type;
}

function voucherOf(state: CompanyState, guid: string): VoucherNow {
  const voucher = voucherByGuid(state, guid);
  if (voucher === null) throw new RangeError(`Voucher '${guid}' does not exist!`);
  return voucher;
}

function withEdit(state: CompanyState, masterId: number, now: VoucherNow | null): CompanyState {
  const known = state.edits.get(masterId);
  const before = known === undefined ? sourceVoucher(state, masterId) : known.before;
  const edit = { before, now, shifts: state.shifts.length };
  return { ...state, edits: new Map(state.edits).set(masterId, edit) };
}

function sourceVoucher(state: CompanyState, masterId: number): Voucher | null {
  return state.source.voucherByGuid(`${state.guid}-${masterId.toString(16).padStart(8, "0")}`);
}

function partyIn(entries: readonly Entry[]): number {
  return entries.find((entry) => entry.isParty === true)?.ledger ?? 0;
}
