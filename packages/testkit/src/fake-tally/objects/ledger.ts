import type { OpeningBill } from "../../sample-company/tally-books.ts";
import { isRevenue } from "../company/groups.ts";
import type { Extra, LedgerNow } from "../company/state.ts";
import { amount, date, logical, period, text } from "../xml/field.ts";
import { ALL_TYPES, type Field, type Shape } from "../xml/shape.ts";
import { listOf } from "../xml/write.ts";
import { RESERVED } from "../xml/text.ts";
import { LEDGER_EMPTY } from "./empty-tags.ts";
import { booksBegin, identity, primaryName } from "./masters.ts";
import type { Contact } from "../../sample-company/tally-books.ts";

/** A bill that was open when the books began: its real date, its amount in OPENINGBALANCE. */
const OPENING_BILL: Shape<OpeningBill & Extra> = {
  typed: ALL_TYPES,
  fields: {
    name: text("NAME", (bill) => bill.name),
    billdate: date("BILLDATE", (bill) => bill.date),
    billcreditperiod: period("BILLCREDITPERIOD", (bill) => ({ days: bill.creditDays, base: bill.date })),
    openingbalance: amount("OPENINGBALANCE", (bill) => bill.amount),
    isadvance: logical("ISADVANCE", (bill) => bill.isAdvance),
  },
  extra: (bill) => bill.extra,
};

/** Since Prime 3 the address and the GSTIN are in dated lists too. */
const MAILING: Shape<{ ledger: LedgerNow; contact: Contact }> = {
  typed: new Set(),
  lines: { address: { tag: "ADDRESS", lines: ({ contact }) => contact.address } },
  fields: {
    applicablefrom: date("APPLICABLEFROM", (_, view) => booksBegin(view)),
    mailingname: text("MAILINGNAME", ({ ledger }) => ledger.name),
    state: text("STATE", ({ contact }) => contact.state),
    country: text("COUNTRY", ({ contact }) => contact.country),
    pincode: text("PINCODE", ({ contact }) => contact.pincode),
  },
};

const REGISTRATION: Shape<Contact> = {
  typed: new Set(),
  fields: {
    applicablefrom: date("APPLICABLEFROM", (_, view) => booksBegin(view)),
    gstregistrationtype: text("GSTREGISTRATIONTYPE", ({ gstin }) =>
      gstin === "" ? "Unregistered/Consumer" : "Regular",
    ),
    gstin: text("GSTIN", ({ gstin }) => gstin),
  },
};

export const LEDGER: Shape<LedgerNow> = {
  typed: ALL_TYPES,
  lines: { address: { tag: "ADDRESS", lines: (ledger) => ledger.contact?.address ?? [] } },
  fields: {
    ...identity<LedgerNow>(),
    parent: text("PARENT", (ledger) => ledger.parent ?? `${RESERVED}Primary`),
    reservedname: text("RESERVEDNAME", (ledger) => ledger.reservedName),
    onlyalias: text("ONLYALIAS", (ledger) => ledger.aliases[0] ?? ""),
    openingbalance: amount("OPENINGBALANCE", (ledger, view) => view.opening(ledger.masterId)),
    closingbalance: amount("CLOSINGBALANCE", (ledger, view) => view.closing(ledger.masterId)),
    isbillwiseon: logical("ISBILLWISEON", (ledger) => ledger.isBillWise),
    billcreditperiod: period("BILLCREDITPERIOD", (ledger, view) => ({
      days: ledger.creditDays,
      base: booksBegin(view),
    })),
    creditlimit: amount("CREDITLIMIT", (ledger) => ledger.creditLimit ?? undefined),
    currencyname: text("CURRENCYNAME", (ledger) => (ledger.currency === "" ? "₹" : ledger.currency)),
    mailingname: contact("MAILINGNAME", (_, ledger) => ledger.name),
    ledstatename: contact("LEDSTATENAME", (of) => of.state),
    countryname: contact("COUNTRYNAME", (of) => of.country),
    pincode: contact("PINCODE", (of) => of.pincode),
    email: contact("EMAIL", (of) => of.email),
    ledgermobile: contact("LEDGERMOBILE", (of) => of.mobile),
    ledgerphone: contact("LEDGERPHONE", (of) => of.phone),
    ledgercontact: contact("LEDGERCONTACT", (of) => of.person),
    partygstin: contact("PARTYGSTIN", (of) => of.gstin),
    incometaxnumber: contact("INCOMETAXNUMBER", (of) => of.pan),
    isrevenue: logical("ISREVENUE", (ledger, view) => isRevenue(view.state, ledger)),
    onaccountvalue: amount("ONACCOUNTVALUE", (ledger, view) => view.onAccount(ledger.masterId)),
    closingonacctvalue: amount("CLOSINGONACCTVALUE", (ledger, view) => view.onAccount(ledger.masterId)),
    closingdronacctvalue: logical(
      "CLOSINGDRONACCTVALUE",
      (ledger, view) => view.onAccount(ledger.masterId) < 0n,
    ),
    _primarygroup: text("_PRIMARYGROUP", (ledger, view) => primaryName(view, ledger.parent)),
  },
  lists: {
    billallocations: listOf("BILLALLOCATIONS.LIST", (ledger) => ledger.openingBills, OPENING_BILL),
    ledmailingdetails: listOf(
      "LEDMAILINGDETAILS.LIST",
      (ledger) => (ledger.contact === null ? [] : [{ ledger, contact: ledger.contact }]),
      MAILING,
    ),
    ledgstregdetails: listOf(
      "LEDGSTREGDETAILS.LIST",
      (ledger) => (ledger.contact === null ? [] : [ledger.contact]),
      REGISTRATION,
    ),
  },
  empty: LEDGER_EMPTY,
  extra: (ledger) => ledger.extra,
};

/** A field of a ledger that has an address; others do not have the field at all. */
function contact(tag: string, of: (contact: Contact, ledger: LedgerNow) => string): Field<LedgerNow> {
  return text(tag, (ledger) => (ledger.contact === null ? undefined : of(ledger.contact, ledger)));
}
