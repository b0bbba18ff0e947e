import type { LocalDate } from "@cfa/values/local-date";
import { financialYearOf } from "@cfa/values/period";

import { guidOf } from "../../sample-company/tally-books.ts";
import { groupTree } from "../company/groups.ts";
import type { CompanyState, CurrencyNow, GroupNow, VoucherTypeNow } from "../company/state.ts";
import { lastVoucherDate } from "../company/vouchers.ts";
import type { View } from "../company/view.ts";
import { date, logical, number, text } from "../xml/field.ts";
import { ALL_TYPES, type Field, type Shape } from "../xml/shape.ts";
import { escapeText, RESERVED } from "../xml/text.ts";
import { COMPANY_EMPTY, CURRENCY_EMPTY, GROUP_EMPTY, VOUCHER_TYPE_EMPTY } from "./empty-tags.ts";

type Master = {
  readonly name: string;
  readonly masterId: number;
  readonly alterId: number;
  readonly extra?: Readonly<Record<string, string>>;
};

/** What identifies any master. */
export function identity<T extends Master>(): Record<"name" | "guid" | "masterid" | "alterid", Field<T>> {
  return {
    guid: text("GUID", ({ masterId }, view) => guidOf(view, masterId)),
    name: text("NAME", ({ name }) => name),
    masterid: number("MASTERID", ({ masterId }) => masterId),
    alterid: number("ALTERID", ({ alterId }) => alterId),
  };
}

/** A company of the list of open ones, with the counters that move at every change. */
export const COMPANY: Shape<CompanyState> = {
  typed: ALL_TYPES,
  fields: {
    name: text("NAME", (company) => company.name),
    guid: text("GUID", (company) => company.guid),
    booksfrom: date("BOOKSFROM", (company) => company.source.booksFrom),
    startingfrom: date("STARTINGFROM", (company) => company.source.startingFrom),
    endingat: date("ENDINGAT", (company) => financialYearOf(company.source.through).to),
    lastvoucherdate: date("LASTVOUCHERDATE", (company) => lastVoucherDate(company)),
    altmstid: number("ALTMSTID", (company) => company.masterMark),
    altvchid: number("ALTVCHID", (company) => company.voucherMark),
    alterid: number("ALTERID", (company) => company.masterMark),
    statename: text("STATENAME", (company) => company.source.state),
    gstregistrationnumber: text("GSTREGISTRATIONNUMBER", (company) => company.source.gstin),
    isbillwiseon: logical("ISBILLWISEON", () => true),
    ismulticurrencyon: logical("ISMULTICURRENCYON", (company) => company.currencies.size > 1),
  },
  empty: COMPANY_EMPTY,
};

export const GROUP: Shape<GroupNow> = {
  typed: ALL_TYPES,
  fields: {
    ...identity<GroupNow>(),
    parent: text("PARENT", (group) => group.parent ?? `${RESERVED}Primary`),
    reservedname: text("RESERVEDNAME", (group) => group.reservedName),
    isrevenue: logical("ISREVENUE", (group) => group.isRevenue),
    isdeemedpositive: logical("ISDEEMEDPOSITIVE", (group) => group.isDeemedPositive),
    affectsgrossprofit: logical("AFFECTSGROSSPROFIT", (group) => group.affectsGrossProfit),
    // The plain PrimaryGroup gives nothing; only this one does.
    _primarygroup: text("_PRIMARYGROUP", (group, view) => primaryName(view, group.name)),
  },
  empty: GROUP_EMPTY,
  extra: (group) => group.extra,
};

export const VOUCHER_TYPE: Shape<VoucherTypeNow> = {
  typed: ALL_TYPES,
  fields: {
    ...identity<VoucherTypeNow>(),
    parent: text("PARENT", (type) => type.parent),
    reservedname: text("RESERVEDNAME", (type) => (type.parent === type.name ? type.base : "")),
    numberingmethod: text("NUMBERINGMETHOD", (type) => type.numbering),
    isdeemedpositive: logical("ISDEEMEDPOSITIVE", (type) => DEBITS.has(type.base)),
  },
  empty: VOUCHER_TYPE_EMPTY,
  extra: (type) => type.extra,
};

const DEBITS: ReadonlySet<string> = new Set(["Sales", "Payment", "Contra", "Debit Note", "Journal"]);

export const CURRENCY: Shape<CurrencyNow> = {
  typed: ALL_TYPES,
  fields: {
    ...identity<CurrencyNow>(),
    originalname: text("ORIGINALNAME", (currency) => currency.symbol),
    mailingname: text("MAILINGNAME", (currency) => currency.name),
    decimalplaces: number("DECIMALPLACES", (currency) => currency.decimals),
  },
  empty: CURRENCY_EMPTY,
  extra: (currency) => currency.extra,
};

/** What `_PrimaryGroup` says of a group: the nearest reserved one at or above it, by its name of today. */
export function primaryName(view: View, group: string | null): string {
  return groupTree(view.state).reservedAbove(group)?.name ?? "";
}

/** The names of a master by language, which Tally writes behind its fields: its name, then its aliases. */
export function languageNames(names: readonly string[], indent: string): string {
  const lines = names.map((name) => `${indent}  <NAME>${escapeText(name)}</NAME>\r\n`).join("");
  return (
    `${indent}<LANGUAGENAME.LIST>\r\n${indent} <NAME.LIST TYPE="String">\r\n${lines}${indent} </NAME.LIST>\r\n` +
    `${indent} <LANGUAGEID TYPE="Number"> 1033</LANGUAGEID>\r\n${indent}</LANGUAGENAME.LIST>\r\n`
  );
}

/** The base day of a credit period that hangs on no bill. */
export function booksBegin(view: View): LocalDate {
  return view.state.source.booksFrom;
}
