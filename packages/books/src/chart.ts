import type {
  CreditPeriodText,
  GroupRecord,
  LedgerRecord,
  MsmeRecord,
  OpeningBillRecord,
  VoucherTypeRecord,
} from "@cfa/contract/records";
import { parseLocalDate, type LocalDate } from "@cfa/values/local-date";
import { paiseFromJson, type Paise } from "@cfa/values/money";

import type { Side } from "./bill.ts";
import { makeGroupTree, type GroupTree } from "./group-tree.ts";
import { nameKey } from "./name-key.ts";
import type { MsmeInTally } from "./msme.ts";
import { homeSideOf, partyKindOf, type PartyKind } from "./party.ts";
import type { Nature } from "./reserved-groups.ts";
import { makeKindOf, type VoucherKind } from "./voucher-kind.ts";

/** One bill of an opening balance, debit positive. */
export type OpeningBill = {
  name: string;
  date: LocalDate | null;
  creditPeriod: CreditPeriodText | null;
  amount: Paise;
  isAdvance: boolean;
};

/** A ledger as the books see it, debit positive. */
export type ChartLedger = {
  guid: string;
  name: string;
  nameKey: string;
  aliases: string[];
  group: string;
  groupPath: string[]; // from the primary group down to its own group
  root: string; // reserved name of the primary group
  nature: Nature | null;
  homeSide: Side | null; // null: no party
  partyKind: PartyKind | null; // by group alone; see partyKindOf for what vouchers add
  isBillWise: boolean;
  isInferred: boolean; // made from voucher names because the masters are missing
  opening: Paise;
  openingBills: OpeningBill[];
  creditPeriod: CreditPeriodText | null;
  creditLimit: Paise | null;
  currency: string | null;
  msme: MsmeInTally[]; // oldest first
};

/** Groups, ledgers and voucher types of a company, looked up by name. */
export type Chart = {
  tree: GroupTree;
  kindOf: (typeName: string) => VoucherKind;
  ledgers: ChartLedger[];
  /** By name or alias, compared as Tally compares names. */
  ledgerNamed: (name: string) => ChartLedger | undefined;
};

/** Builds the chart from Tally's records. */
export function makeChart(records: {
  groups: readonly GroupRecord[];
  ledgers: readonly LedgerRecord[];
  voucherTypes: readonly VoucherTypeRecord[];
}): Chart {
  const tree = makeGroupTree(records.groups);
  const ledgers = records.ledgers.map((record) => chartLedger(record, tree));
  const byName = new Map<string, ChartLedger>();
  for (const ledger of ledgers) {
    for (const alias of ledger.aliases) byName.set(nameKey(alias), ledger);
  }
  // A name wins over another ledger's alias.
  for (const ledger of ledgers) byName.set(ledger.nameKey, ledger);
  return {
    tree,
    kindOf: makeKindOf(records.voucherTypes),
    ledgers,
    ledgerNamed: (name) => byName.get(nameKey(name)),
  };
}

/**
 * Places one ledger and turns its sign: debit becomes positive. Where Tally does not say whether a ledger is bill-wise,
 * opening bills say it is; the caller may know better from allocations in vouchers.
 */
export function chartLedger(record: LedgerRecord, tree: GroupTree): ChartLedger {
  const place = tree.placeOf(record.parent);
  const homeSide = homeSideOf(place);
  return {
    guid: record.guid,
    name: record.name,
    nameKey: nameKey(record.name),
    aliases: record.aliases ?? [],
    group: place.name,
    groupPath: place.path,
    root: place.root,
    nature: place.nature,
    homeSide,
    partyKind: homeSide === null ? null : partyKindOf(homeSide, []),
    isBillWise: record.isBillWise ?? (record.openingBills ?? []).length > 0,
    isInferred: false,
    opening: -paiseFromJson(record.openingBalance),
    openingBills: (record.openingBills ?? []).map(openingBill),
    creditPeriod: record.creditPeriod ?? null,
    creditLimit: record.creditLimit === undefined ? null : paiseFromJson(record.creditLimit),
    currency: record.currency ?? null,
    msme: (record.msme ?? [])
      .map(registration)
      .toSorted((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1)),
  };
}

function registration({ from, enterprise, activity }: MsmeRecord): MsmeInTally {
  const since = parseLocalDate(from ?? "");
  return { from: since.ok ? since.value : null, udyamClass: enterprise, activity: activity ?? null };
}

function openingBill(record: OpeningBillRecord): OpeningBill {
  const date = parseLocalDate(record.date ?? "");
  return {
    name: record.name.trim(),
    date: date.ok ? date.value : null,
    creditPeriod: record.creditPeriod ?? null,
    amount: -paiseFromJson(record.amount),
    isAdvance: record.isAdvance === true,
  };
}
