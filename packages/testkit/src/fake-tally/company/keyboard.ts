import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import type { Period } from "@cfa/values/period";

import { isEducationalDay } from "../request/period.ts";
import { guidOf } from "../../sample-company/tally-books.ts";
import {
  alterLedger,
  createGroup,
  createLedger,
  createVoucherType,
  deleteLedger,
  renameGroup,
  renameLedger,
  renameVoucherType,
  setNumbering,
  type LedgerDraft,
} from "./master-edits.ts";
import type { CompanyState, LedgerNow, VoucherNow } from "./state.ts";
import {
  alterVoucher,
  cancelVoucher,
  createVoucher,
  deleteVoucher,
  type VoucherDraft,
} from "./voucher-edits.ts";
import { voucherByGuid, voucherCount, vouchersBetween } from "./vouchers.ts";

/**
 * What a user does to one open company. Everything counts from the next answer on: an answer under way goes on with
 * the books it began with. Throws RangeError with Tally's words where Tally would refuse.
 */
export type Keyboard = {
  /** The company as it stands. */
  state(): CompanyState;
  createVoucher(draft: VoucherDraft): { guid: string; voucher: VoucherNow };
  alterVoucher(guid: string, changes: Partial<VoucherDraft>): VoucherNow;
  cancelVoucher(guid: string): void;
  deleteVoucher(guid: string): void;
  voucher(guid: string): VoucherNow | null;
  vouchers(period: Period): Iterable<VoucherNow>;
  voucherCount(): number;
  createLedger(draft: LedgerDraft): LedgerNow;
  alterLedger(name: string, changes: Partial<LedgerDraft>): LedgerNow;
  renameLedger(name: string, newName: string): void;
  deleteLedger(name: string): void;
  createGroup(draft: { name: string; parent: string }): void;
  renameGroup(name: string, newName: string): void;
  createVoucherType(draft: { name: string; parent: string; numbering?: string }): void;
  renameVoucherType(name: string, newName: string): void;
  setNumbering(type: string, numbering: string): void;
  /** Gives the company itself another name; its GUID stays. */
  rename(newName: string): void;
  /** The current period (Alt+F2). */
  setPeriod(period: Period): void;
  /** Paise for one unit of a foreign currency today: its ledgers stand at that rate. */
  setRate(currency: string, rate: Paise): void;
  setClosingStock(value: Paise): void;
  /** A backup. */
  snapshot(): CompanyState;
  /** Restores a backup: same GUID and MasterIds, and the counters fall back. */
  restore(snapshot: CompanyState): void;
};

/** The keyboard at a company that is open; `isEducational` tells whether only some days can be entered. */
export function createKeyboard(
  company: { state: CompanyState },
  isEducational: () => boolean = () => false,
): Keyboard {
  const allow = (date: LocalDate | undefined): void => {
    if (date !== undefined && isEducational() && !isEducationalDay(date))
      throw new RangeError("In Educational mode vouchers have days 1, 2 and 31 only.");
  };
  const change = (state: CompanyState): void => {
    company.state = state;
  };
  return {
    state: () => company.state,
    createVoucher(draft) {
      allow(draft.date);
      const { state, voucher } = createVoucher(company.state, draft);
      change(state);
      return { guid: guidOf(state, voucher.masterId), voucher };
    },
    alterVoucher(guid, changes) {
      allow(changes.date);
      const { state, voucher } = alterVoucher(company.state, guid, changes);
      change(state);
      return voucher;
    },
    cancelVoucher: (guid) => change(cancelVoucher(company.state, guid)),
    deleteVoucher: (guid) => change(deleteVoucher(company.state, guid)),
    voucher: (guid) => voucherByGuid(company.state, guid),
    vouchers: (period) => vouchersBetween(company.state, period),
    voucherCount: () => voucherCount(company.state),
    createLedger(draft) {
      const { state, ledger } = createLedger(company.state, draft);
      change(state);
      return ledger;
    },
    alterLedger(name, changes) {
      const { state, ledger } = alterLedger(company.state, name, changes);
      change(state);
      return ledger;
    },
    renameLedger: (name, newName) => change(renameLedger(company.state, name, newName)),
    deleteLedger: (name) => change(deleteLedger(company.state, name)),
    createGroup: (draft) => change(createGroup(company.state, draft)),
    renameGroup: (name, newName) => change(renameGroup(company.state, name, newName)),
    createVoucherType: (draft) => change(createVoucherType(company.state, draft)),
    renameVoucherType: (name, newName) => change(renameVoucherType(company.state, name, newName)),
    setNumbering: (type, numbering) => change(setNumbering(company.state, type, numbering)),
    rename: (name) => change({ ...company.state, name, masterMark: company.state.masterMark + 1 }),
    setPeriod: (period) => change({ ...company.state, period }),
    setRate: (currency, rate) =>
      change({ ...company.state, rates: new Map(company.state.rates).set(currency, rate) }),
    setClosingStock: (closingStock) => change({ ...company.state, closingStock }),
    snapshot: () => company.state,
    restore(snapshot) {
      if (snapshot.guid !== company.state.guid)
        throw new RangeError(`That is a backup of '${snapshot.name}', not of '${company.state.name}'.`);
      change(snapshot);
    },
  };
}
