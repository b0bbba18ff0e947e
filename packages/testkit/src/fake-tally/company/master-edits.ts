import type { Ledger } from "../../sample-company/tally-books.ts";
import { groupTree } from "./groups.ts";
import type { CompanyState, Extra, GroupNow, LedgerNow, VoucherNow, VoucherTypeNow } from "./state.ts";
import { ledgerNamed } from "./ledger-index.ts";
import { ledgerOf, typeNamed } from "./voucher-edits.ts";
import { lastVoucherDate, vouchersBetween } from "./vouchers.ts";

/** A ledger as it is typed; what is left out is empty. */
export type LedgerDraft = { readonly name: string; readonly parent: string } & Extra &
  Partial<Omit<Ledger, "masterId" | "alterId" | "name" | "parent" | "reservedName">>;

/** Makes a ledger; AltMstId moves by one. */
export function createLedger(
  state: CompanyState,
  draft: LedgerDraft,
): { state: CompanyState; ledger: LedgerNow } {
  if (ledgerNamed(state, draft.name) !== undefined)
    throw new RangeError(`Ledger '${draft.name}' already exists!`);
  const ledger: LedgerNow = {
    aliases: [],
    opening: 0n,
    openingBills: [],
    isBillWise: false,
    creditDays: null,
    creditLimit: null,
    currency: "",
    contact: null,
    ...draft,
    parent: groupNamed(state, draft.parent).name,
    reservedName: "",
    ...nextIds(state),
  };
  return { state: withLedger(grown(state), ledger), ledger };
}

/** Changes a ledger; its AlterId and AltMstId move, no voucher's does. */
export function alterLedger(
  state: CompanyState,
  name: string,
  changes: Partial<LedgerDraft>,
): { state: CompanyState; ledger: LedgerNow } {
  const ledger = ledgerOf(state, name);
  const other = changes.name === undefined ? undefined : ledgerNamed(state, changes.name);
  if (other !== undefined && other.masterId !== ledger.masterId)
    throw new RangeError(`Ledger '${changes.name}' already exists!`);
  const parent = changes.parent === undefined ? ledger.parent : groupNamed(state, changes.parent).name;
  const now: LedgerNow = { ...ledger, ...changes, parent, alterId: state.masterMark + 1 };
  return { state: withLedger({ ...state, masterMark: state.masterMark + 1 }, now), ledger: now };
}

/** Gives a ledger another name: GUID kept, only its own AlterId moves, old vouchers show the new name. */
export function renameLedger(state: CompanyState, name: string, newName: string): CompanyState {
  return alterLedger(state, name, { name: newName }).state;
}

/** Deletes a ledger that no voucher uses. */
export function deleteLedger(state: CompanyState, name: string): CompanyState {
  const { masterId } = ledgerOf(state, name);
  if (isUsed(state, masterId)) throw new RangeError(`Ledger '${name}' cannot be deleted: it is in use.`);
  const ledgers = new Map(state.ledgers);
  ledgers.delete(masterId);
  return { ...state, ledgers, masterMark: state.masterMark + 2 };
}

/** Makes a group below another. */
export function createGroup(state: CompanyState, draft: { name: string; parent: string }): CompanyState {
  if (groupTree(state).byName(draft.name) !== undefined)
    throw new RangeError(`Group '${draft.name}' already exists!`);
  const above = groupNamed(state, draft.parent);
  const group: GroupNow = {
    ...above,
    name: draft.name,
    parent: above.name,
    reservedName: "",
    ...nextIds(state),
  };
  return { ...grown(state), groups: new Map(state.groups).set(group.masterId, group) };
}

/** Gives a group another name, a reserved one too: only its own AlterId moves, what lies below shows the new name. */
export function renameGroup(state: CompanyState, name: string, newName: string): CompanyState {
  const group = groupNamed(state, name);
  const masterMark = state.masterMark + 1;
  const below = <T extends { parent: string | null }>(master: T): T =>
    master.parent === group.name ? { ...master, parent: newName } : master;
  const groups = mapped(state.groups, (each) =>
    each === group ? { ...group, name: newName, alterId: masterMark } : below(each),
  );
  return { ...state, groups, ledgers: mapped(state.ledgers, below), masterMark };
}

/** Makes a voucher type below another. */
export function createVoucherType(
  state: CompanyState,
  draft: { name: string; parent: string; numbering?: string },
): CompanyState {
  if ([...state.voucherTypes.values()].some((type) => sameName(type.name, draft.name)))
    throw new RangeError(`Voucher Type '${draft.name}' already exists!`);
  const parent = typeNamed(state, draft.parent);
  const type: VoucherTypeNow = {
    name: draft.name,
    parent: parent.name,
    base: parent.base,
    numbering: draft.numbering ?? "Automatic",
    ...nextIds(state),
  };
  return { ...grown(state), voucherTypes: new Map(state.voucherTypes).set(type.masterId, type) };
}

/** Changes how vouchers of a type are numbered. */
export function setNumbering(state: CompanyState, name: string, numbering: string): CompanyState {
  const type = typeNamed(state, name);
  const masterMark = state.masterMark + 1;
  const voucherTypes = new Map(state.voucherTypes).set(type.masterId, {
    ...type,
    numbering,
    alterId: masterMark,
  });
  return { ...state, voucherTypes, masterMark };
}

/** Gives a voucher type another name; its vouchers show it with their old AlterIds. */
export function renameVoucherType(state: CompanyState, name: string, newName: string): CompanyState {
  const type = typeNamed(state, name);
  const masterMark = state.masterMark + 1;
  const isRoot = type.parent === type.name;
  const voucherTypes = mapped(state.voucherTypes, (each) => {
    if (each === type)
      return { ...type, name: newName, parent: isRoot ? newName : type.parent, alterId: masterMark };
    return each.parent === type.name ? { ...each, parent: newName } : each;
  });
  const renamedTypes = new Map(state.renamedTypes);
  const inSource = [...renamedTypes].find(([, now]) => now === type.name)?.[0] ?? type.name;
  renamedTypes.set(inSource, newName);
  const edits = mapped(state.edits, (edit) =>
    edit.now?.type === type.name
      ? { ...edit, now: { ...edit.now, type: newName } satisfies VoucherNow }
      : edit,
  );
  const shifts = state.shifts.map((shift) =>
    shift.type === type.name ? { ...shift, type: newName } : shift,
  );
  return { ...state, voucherTypes, renamedTypes, edits, shifts, masterMark };
}

function groupNamed(state: CompanyState, name: string): GroupNow {
  const group = groupTree(state).byName(name);
  if (group === undefined) throw new RangeError(`Group '${name}' does not exist!`);
  return group;
}

function isUsed(state: CompanyState, ledger: number): boolean {
  const everyDay = { from: state.source.startingFrom, to: lastVoucherDate(state) };
  for (const voucher of vouchersBetween(state, everyDay)) {
    if (voucher.party === ledger || voucher.entries.some((entry) => entry.ledger === ledger)) return true;
  }
  return false;
}

function nextIds(state: CompanyState): { masterId: number; alterId: number } {
  return { masterId: state.lastMasterId + 1, alterId: state.masterMark + 1 };
}

function grown(state: CompanyState): CompanyState {
  return { ...state, masterMark: state.masterMark + 1, lastMasterId: state.lastMasterId + 1 };
}

function withLedger(state: CompanyState, ledger: LedgerNow): CompanyState {
  return { ...state, ledgers: new Map(state.ledgers).set(ledger.masterId, ledger) };
}

function mapped<K, V>(map: ReadonlyMap<K, V>, change: (value: V) => V): Map<K, V> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}

function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
