import type { VoucherTypeRecord } from "@cfa/contract/records";

import type { Shape } from "../parse/capture.ts";
import {
  attribute,
  count,
  countOrZero,
  either,
  identity,
  parentName,
  text,
  wholeText,
  type FieldMap,
} from "./field.ts";
import { LANGUAGE_NAMES, masterName } from "./names.ts";

export const VOUCHER_TYPE_SHAPE: Shape = {
  GUID: "text",
  MASTERID: "text",
  ALTERID: "text",
  NAME: "text",
  PARENT: "text",
  RESERVEDNAME: "text",
  NUMBERINGMETHOD: "text",
  "LANGUAGENAME.LIST": LANGUAGE_NAMES,
};

/** A voucher type. A reserved one is its own parent; a type of the user's is a child of one (A3). */
export const voucherTypeFields: FieldMap<VoucherTypeRecord> = {
  guid: identity("GUID", wholeText("GUID")),
  masterId: count("MASTERID"),
  alterId: countOrZero("ALTERID"),
  name: identity("name", masterName),
  parent: parentName("PARENT"),
  reservedName: either(attribute("RESERVEDNAME"), text("RESERVEDNAME")),
  numbering: text("NUMBERINGMETHOD"),
};
