import type { LedgerRecord, MsmeRecord, OpeningBillRecord } from "@cfa/contract/records";

import { firstOf, type Captured, type Shape } from "../parse/capture.ts";
import { readDay } from "../parse/day.ts";
import { readText } from "../parse/words.ts";
import { CREDIT_PERIOD_SHAPE, creditPeriod } from "./credit-period.ts";
import {
  amount,
  AMOUNT_SHAPE,
  count,
  countOrZero,
  day,
  either,
  flag,
  identity,
  list,
  NAME_LENGTH,
  optionalAmount,
  parentName,
  text,
  wholeText,
  type Field,
  type FieldMap,
} from "./field.ts";
import { aliases, LANGUAGE_NAMES, masterName } from "./names.ts";

const ADDRESS: Shape = { ADDRESS: "texts" };
const MAX_OPENING_BILLS = 50_000;

export const LEDGER_SHAPE: Shape = {
  GUID: "text",
  MASTERID: "text",
  ALTERID: "text",
  NAME: "text",
  PARENT: "text",
  ALIAS: "text",
  ONLYALIAS: "text",
  OPENINGBALANCE: AMOUNT_SHAPE,
  ISBILLWISEON: "text",
  BILLCREDITPERIOD: CREDIT_PERIOD_SHAPE,
  CREDITLIMIT: AMOUNT_SHAPE,
  CURRENCYNAME: "text",
  MAILINGNAME: "text",
  LEDSTATENAME: "text",
  PRIORSTATENAME: "text",
  COUNTRYNAME: "text",
  COUNTRYOFRESIDENCE: "text",
  PINCODE: "text",
  EMAIL: "text",
  EMAILCC: "text",
  LEDGERMOBILE: "text",
  LEDGERPHONE: "text",
  LEDGERCONTACT: "text",
  PARTYGSTIN: "text",
  GSTREGISTRATIONTYPE: "text",
  INCOMETAXNUMBER: "text",
  "LANGUAGENAME.LIST": LANGUAGE_NAMES,
  "MAILINGNAME.LIST": { MAILINGNAME: "text" },
  "ADDRESS.LIST": ADDRESS,
  "LEDMAILINGDETAILS.LIST": {
    APPLICABLEFROM: "text",
    MAILINGNAME: "text",
    STATE: "text",
    COUNTRY: "text",
    PINCODE: "text",
    "ADDRESS.LIST": ADDRESS,
  },
  "LEDGSTREGDETAILS.LIST": { APPLICABLEFROM: "text", GSTIN: "text", GSTREGISTRATIONTYPE: "text" },
  "MSMEREGISTRATIONDETAILS.LIST": {
    FROMDATE: "text",
    APPLICABLEFROM: "text",
    ENTERPRISETYPE: "text",
    MSMEACTIVITYTYPE: "text",
  },
  "BILLALLOCATIONS.LIST": {
    NAME: "text",
    BILLDATE: "text",
    BILLCREDITPERIOD: CREDIT_PERIOD_SHAPE,
    OPENINGBALANCE: AMOUNT_SHAPE,
    ISADVANCE: "text",
  },
};

/** A bill that was open when the books began. Its amount is in OPENINGBALANCE, not in AMOUNT as in vouchers (A3). */
const openingBillFields: FieldMap<OpeningBillRecord> = {
  name: ({ node }) => readText(node.text.get("NAME"))?.slice(0, NAME_LENGTH) ?? "",
  date: day("BILLDATE"),
  creditPeriod: creditPeriod("BILLCREDITPERIOD"),
  amount: amount("OPENINGBALANCE"),
  isAdvance: flag("ISADVANCE"),
};

/** A ledger with its opening balance (Tally's sign) and opening bills. */
export const ledgerFields: FieldMap<LedgerRecord> = {
  guid: identity("GUID", wholeText("GUID")),
  masterId: count("MASTERID"),
  alterId: countOrZero("ALTERID"),
  name: identity("name", masterName),
  aliases,
  parent: parentName("PARENT"),
  openingBalance: amount("OPENINGBALANCE"),
  isBillWise: flag("ISBILLWISEON"),
  creditPeriod: creditPeriod("BILLCREDITPERIOD"),
  creditLimit: optionalAmount("CREDITLIMIT"),
  currency: text("CURRENCYNAME"),
  mailingName: either(
    text("MAILINGNAME"),
    ({ node }) => readText(firstOf(node, "MAILINGNAME.LIST")?.text.get("MAILINGNAME"))?.slice(0, NAME_LENGTH),
    latest("LEDMAILINGDETAILS.LIST", "MAILINGNAME"),
  ),
  address: ({ node }) => addressOf(node) ?? addressOf(latestNode(node, "LEDMAILINGDETAILS.LIST", hasAddress)),
  state: either(text("LEDSTATENAME"), latest("LEDMAILINGDETAILS.LIST", "STATE"), text("PRIORSTATENAME")),
  country: either(
    text("COUNTRYNAME"),
    text("COUNTRYOFRESIDENCE"),
    latest("LEDMAILINGDETAILS.LIST", "COUNTRY"),
  ),
  pincode: either(text("PINCODE"), latest("LEDMAILINGDETAILS.LIST", "PINCODE")),
  email: text("EMAIL"),
  emailCc: text("EMAILCC"),
  mobile: text("LEDGERMOBILE"),
  phone: text("LEDGERPHONE"),
  contact: text("LEDGERCONTACT"),
  gstin: either(text("PARTYGSTIN"), latest("LEDGSTREGDETAILS.LIST", "GSTIN")),
  gstRegistrationType: either(
    text("GSTREGISTRATIONTYPE"),
    latest("LEDGSTREGDETAILS.LIST", "GSTREGISTRATIONTYPE"),
  ),
  pan: text("INCOMETAXNUMBER"),
  msme: msmeRegistrations,
  openingBills: list("BILLALLOCATIONS.LIST", openingBillFields, { max: MAX_OPENING_BILLS }),
};

/** Since Prime 3 GSTIN and address lie in dated lists: the entry with the latest ApplicableFrom that has the field. */
function latest(tag: string, field: string): Field<string> {
  return ({ node }) => {
    const found = latestNode(node, tag, (entry) => readText(entry.text.get(field)) !== undefined);
    return readText(found?.text.get(field))?.slice(0, NAME_LENGTH);
  };
}

function latestNode(node: Captured, tag: string, has: (entry: Captured) => boolean): Captured | undefined {
  let found: Captured | undefined;
  let since = "";
  for (const entry of node.lists.get(tag) ?? []) {
    if (!has(entry)) continue;
    const from = readDay(entry.text.get("APPLICABLEFROM") ?? "");
    const date = from.ok ? from.value : "";
    if (found === undefined || date >= since) [found, since] = [entry, date];
  }
  return found;
}

function hasAddress(entry: Captured): boolean {
  return addressOf(entry) !== undefined;
}

function addressOf(node: Captured | undefined): string[] | undefined {
  const lines = [];
  for (const line of (node && firstOf(node, "ADDRESS.LIST")?.texts.get("ADDRESS")) ?? []) {
    const plain = readText(line);
    if (plain !== undefined) lines.push(plain.slice(0, NAME_LENGTH));
  }
  return lines.length === 0 ? undefined : lines;
}

const ENTERPRISES: ReadonlyMap<string, MsmeRecord["enterprise"]> = new Map([
  ["micro", "micro"],
  ["small", "small"],
  ["medium", "medium"],
]);
const ACTIVITIES: ReadonlyMap<string, MsmeRecord["activity"]> = new Map([
  ["trader", "trader"],
  ["traders", "trader"],
  ["trading", "trader"],
  ["manufacturer", "other"],
  ["manufacturing", "other"],
  ["service", "other"],
  ["services", "other"],
]);
const MAX_REGISTRATIONS = 100;

/** The dated MSME registrations of a ledger; an entry without a class that we know says nothing. */
function msmeRegistrations({ node }: { node: Captured }): MsmeRecord[] | undefined {
  const found = (node.lists.get("MSMEREGISTRATIONDETAILS.LIST") ?? []).flatMap((entry) => {
    const enterprise = ENTERPRISES.get(wordOf(entry, "ENTERPRISETYPE"));
    if (enterprise === undefined) return [];
    const activity = ACTIVITIES.get(wordOf(entry, "MSMEACTIVITYTYPE"));
    const from = readDay(entry.text.get("FROMDATE") ?? entry.text.get("APPLICABLEFROM") ?? "");
    return [{ ...(from.ok ? { from: from.value } : {}), enterprise, ...(activity ? { activity } : {}) }];
  });
  return found.length === 0 ? undefined : found.slice(-MAX_REGISTRATIONS);
}

function wordOf(entry: Captured, tag: string): string {
  return (readText(entry.text.get(tag)) ?? "").toLowerCase();
}
