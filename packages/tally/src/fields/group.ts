import type { GroupRecord } from "@cfa/contract/records";

import type { Shape } from "../parse/capture.ts";
import {
  attribute,
  count,
  countOrZero,
  either,
  flag,
  identity,
  parentName,
  text,
  wholeText,
  type FieldMap,
} from "./field.ts";
import { LANGUAGE_NAMES, masterName } from "./names.ts";

export const GROUP_SHAPE: Shape = {
  GUID: "text",
  MASTERID: "text",
  ALTERID: "text",
  NAME: "text",
  PARENT: "text",
  RESERVEDNAME: "text",
  ISREVENUE: "text",
  ISDEEMEDPOSITIVE: "text",
  AFFECTSGROSSPROFIT: "text",
  "LANGUAGENAME.LIST": LANGUAGE_NAMES,
};

/** A group. Its nature is not exported: it follows from the reserved group at its root (A3). */
export const groupFields: FieldMap<GroupRecord> = {
  guid: identity("GUID", wholeText("GUID")),
  masterId: count("MASTERID"),
  alterId: countOrZero("ALTERID"),
  name: identity("name", masterName),
  parent: parentName("PARENT"),
  reservedName: either(attribute("RESERVEDNAME"), text("RESERVEDNAME")),
  isRevenue: flag("ISREVENUE"),
  isDeemedPositive: flag("ISDEEMEDPOSITIVE"),
  affectsGrossProfit: flag("AFFECTSGROSSPROFIT"),
};
