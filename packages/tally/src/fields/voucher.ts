import type { VoucherRecord } from "@cfa/contract/records";

import type { Shape } from "../parse/capture.ts";
import { readFlag, readText } from "../parse/words.ts";
import { ENTRY_SHAPE, INVENTORY_SHAPE, entries } from "./entry.ts";
import {
  AMOUNT_SHAPE,
  attribute,
  count,
  countOrZero,
  day,
  either,
  flag,
  identity,
  optionalAmount,
  NAME_LENGTH,
  requiredDay,
  text,
  TEXT_LENGTH,
  wholeText,
  type Field,
  type FieldMap,
} from "./field.ts";

export const VOUCHER_SHAPE: Shape = {
  GUID: "text",
  MASTERID: "text",
  ALTERID: "text",
  DATE: "text",
  EFFECTIVEDATE: "text",
  VOUCHERTYPENAME: "text",
  VOUCHERNUMBER: "text",
  REFERENCE: "text",
  REFERENCEDATE: "text",
  PARTYLEDGERNAME: "text",
  PARTYNAME: "text",
  NARRATION: "text",
  ISINVOICE: "text",
  ISCANCELLED: "text",
  ISDELETED: "text",
  ISOPTIONAL: "text",
  ISPOSTDATED: "text",
  BASICDUEDATEOFPYMT: "text",
  AMOUNT: AMOUNT_SHAPE,
  "ALLLEDGERENTRIES.LIST": ENTRY_SHAPE,
  "LEDGERENTRIES.LIST": ENTRY_SHAPE,
  "ALLINVENTORYENTRIES.LIST": INVENTORY_SHAPE,
  "INVENTORYENTRIES.LIST": INVENTORY_SHAPE,
  "INVENTORYENTRIESIN.LIST": INVENTORY_SHAPE,
  "INVENTORYENTRIESOUT.LIST": INVENTORY_SHAPE,
};

/** A voucher with the entries that count. */
export const voucherFields: FieldMap<VoucherRecord> = {
  guid: identity("GUID", wholeText("GUID")),
  masterId: count("MASTERID"),
  alterId: countOrZero("ALTERID"),
  date: requiredDay("date", "DATE"),
  effectiveDate: day("EFFECTIVEDATE"),
  type: identity("voucher type", either(wholeText("VOUCHERTYPENAME"), attribute("VCHTYPE"))),
  number: text("VOUCHERNUMBER"),
  reference: text("REFERENCE"),
  referenceDate: day("REFERENCEDATE"),
  party: party(),
  narration: text("NARRATION", { max: TEXT_LENGTH }),
  isInvoice: flag("ISINVOICE"),
  isCancelled: isCancelled(),
  isOptional: flag("ISOPTIONAL"),
  isPostDated: flag("ISPOSTDATED"),
  dueText: text("BASICDUEDATEOFPYMT"),
  amount: optionalAmount("AMOUNT"),
  entries,
};

/**
 * Cancelled by its flag or by the export's ACTION (A6). A voucher that an edit log keeps after its deletion has
 * no effect on any balance either and is carried in the same way.
 */
function isCancelled(): Field<boolean> {
  return ({ node }) => {
    const action = node.attributes["ACTION"]?.toLowerCase();
    if (action === "cancel" || action === "delete") return true;
    if (readFlag(node.text.get("ISDELETED")) === true) return true;
    return readFlag(node.text.get("ISCANCELLED"));
  };
}

/** PARTYNAME is the name printed on the bill and stands in only where it is a ledger of this voucher. */
function party(): Field<string> {
  return ({ node }) => {
    const ledger = readText(node.text.get("PARTYLEDGERNAME"));
    if (ledger !== undefined) return ledger.slice(0, NAME_LENGTH);
    const printed = readText(node.text.get("PARTYNAME"));
    const lines = [
      ...(node.lists.get("ALLLEDGERENTRIES.LIST") ?? []),
      ...(node.lists.get("LEDGERENTRIES.LIST") ?? []),
    ];
    return lines.some((line) => readText(line.text.get("LEDGERNAME")) === printed) ? printed : undefined;
  };
}
