import type { BankAllocationRecord, BillAllocationRecord, EntryRecord } from "@cfa/contract/records";

import { isBlank, type Captured, type Shape } from "../parse/capture.ts";
import { readText } from "../parse/words.ts";
import { CREDIT_PERIOD_SHAPE, creditPeriod } from "./credit-period.ts";
import {
  amount,
  AMOUNT_SHAPE,
  day,
  either,
  flag,
  foreignText,
  identity,
  list,
  NAME_LENGTH,
  readPart,
  text,
  wholeText,
  type Field,
  type FieldMap,
} from "./field.ts";

const MAX_ENTRIES = 50_000;
const MAX_ALLOCATIONS = 20_000;

export const ENTRY_SHAPE: Shape = {
  LEDGERNAME: "text",
  LEDGERGUID: "text",
  AMOUNT: AMOUNT_SHAPE,
  ISDEEMEDPOSITIVE: "text",
  ISPARTYLEDGER: "text",
  "BILLALLOCATIONS.LIST": {
    NAME: "text",
    BILLTYPE: "text",
    AMOUNT: AMOUNT_SHAPE,
    BILLCREDITPERIOD: CREDIT_PERIOD_SHAPE,
    BILLDATE: "text",
    BILLCREATIONDATE: "text",
  },
  "BANKALLOCATIONS.LIST": {
    AMOUNT: AMOUNT_SHAPE,
    TRANSACTIONTYPE: "text",
    INSTRUMENTNUMBER: "text",
    INSTRUMENTDATE: "text",
    BANKERSDATE: "text",
  },
};

export const INVENTORY_SHAPE: Shape = { "ACCOUNTINGALLOCATIONS.LIST": ENTRY_SHAPE };

const INVENTORY_LISTS = [
  "ALLINVENTORYENTRIES.LIST",
  "INVENTORYENTRIES.LIST",
  "INVENTORYENTRIESIN.LIST",
  "INVENTORYENTRIESOUT.LIST",
];

const billAllocationFields: FieldMap<BillAllocationRecord> = {
  name: ({ node }) => readText(node.text.get("NAME"))?.slice(0, NAME_LENGTH) ?? "",
  type: billType,
  amount: amount("AMOUNT"),
  creditPeriod: creditPeriod("BILLCREDITPERIOD"),
  date: either(day("BILLDATE"), day("BILLCREATIONDATE")),
};

const bankAllocationFields: FieldMap<BankAllocationRecord> = {
  amount: amount("AMOUNT"),
  transactionType: text("TRANSACTIONTYPE"),
  instrumentNumber: text("INSTRUMENTNUMBER"),
  instrumentDate: day("INSTRUMENTDATE"),
  clearedOn: day("BANKERSDATE"),
};

const entryFields: FieldMap<EntryRecord> = {
  ledger: identity("ledger name in an entry", wholeText("LEDGERNAME")),
  ledgerGuid: text("LEDGERGUID"),
  amount: amount("AMOUNT"),
  isDeemedPositive: flag("ISDEEMEDPOSITIVE"),
  isParty: flag("ISPARTYLEDGER"),
  foreign: foreignText("AMOUNT"),
  bills: list("BILLALLOCATIONS.LIST", billAllocationFields, { max: MAX_ALLOCATIONS }),
  bank: list("BANKALLOCATIONS.LIST", bankAllocationFields, { max: MAX_ALLOCATIONS }),
};

/**
 * The entries that count, in Tally's order (A5): ALLLEDGERENTRIES alone where it holds any; else LEDGERENTRIES
 * and the accounting allocations below the inventory lists. Tally repeats the same posting in both places, so
 * adding them up would double it. A ledger that occurs twice stays two entries.
 */
export const entries: Field<EntryRecord[]> = ({ node, problems }) => {
  const all = linesOf(node, "ALLLEDGERENTRIES.LIST");
  const lines = all.length > 0 ? all : [...linesOf(node, "LEDGERENTRIES.LIST"), ...inventoryLines(node)];
  if (lines.length > MAX_ENTRIES) problems.push(`${lines.length} entries, ${MAX_ENTRIES} at most`);
  return lines.map((line) => readPart(entryFields, line, problems));
};

function inventoryLines(node: Captured): Captured[] {
  const items = INVENTORY_LISTS.flatMap((tag) => node.lists.get(tag) ?? []);
  return items.flatMap((item) => linesOf(item, "ACCOUNTINGALLOCATIONS.LIST"));
}

/** Empty lists are written with a blank inside; a line without ledger and without amount says nothing. */
function linesOf(node: Captured, tag: string): Captured[] {
  return (node.lists.get(tag) ?? []).filter((line) => !isBlank(line) && !isEmptyLine(line));
}

function isEmptyLine(line: Captured): boolean {
  const value = line.lists.get("AMOUNT")?.[0];
  const hasAmount = value !== undefined && (value.own.trim() !== "" || value.text.size > 0);
  return !hasAmount && readText(line.text.get("LEDGERNAME")) === undefined;
}

const BILL_TYPES: Readonly<Record<string, BillAllocationRecord["type"]>> = {
  newref: "new-ref",
  agstref: "agst-ref",
  advance: "advance",
  onaccount: "on-account",
};

/** "New Ref" in exports, "NewRef" in custom reports. An allocation without a type and without a name is on account. */
function billType({
  node,
  problems,
}: {
  node: Captured;
  problems: string[];
}): BillAllocationRecord["type"] | undefined {
  const written = readText(node.text.get("BILLTYPE"));
  if (written === undefined && readText(node.text.get("NAME")) === undefined) return "on-account";
  const known = BILL_TYPES[(written ?? "").replaceAll(/[\s-]/g, "").toLowerCase()];
  if (known === undefined) problems.push(`bill allocation of unknown type "${(written ?? "").slice(0, 40)}"`);
  return known;
}
