import type { CompanyRecord } from "@cfa/contract/records";

import type { Shape } from "../parse/capture.ts";
import { attribute, count, day, either, identity, text, wholeText, type FieldMap } from "./field.ts";

/** What is kept of a COMPANY: a row of the company list, or the company's own block in an export. */
export const COMPANY_SHAPE: Shape = {
  GUID: "text",
  NAME: "text",
  BOOKSFROM: "text",
  STARTINGFROM: "text",
  ENDINGAT: "text",
  LASTVOUCHERDATE: "text",
  ALTMSTID: "text",
  ALTVCHID: "text",
  STATENAME: "text",
  GSTREGISTRATIONNUMBER: "text",
  "REMOTECMPINFO.LIST": { NAME: "text", REMOTECMPNAME: "text" },
};

/** A company open in Tally. StartingFrom (financial year) and BooksFrom (first entry) are two things (A3). */
export const companyFields: FieldMap<CompanyRecord> = {
  guid: identity("GUID", wholeText("GUID")),
  name: identity("name", either(attribute("NAME"), wholeText("NAME"))),
  booksFrom: day("BOOKSFROM"),
  startingFrom: day("STARTINGFROM"),
  endingAt: day("ENDINGAT"),
  lastVoucherDate: day("LASTVOUCHERDATE"),
  periodFrom: () => undefined, // no field of a company: a question of its own tells it
  masterMark: count("ALTMSTID"),
  voucherMark: count("ALTVCHID"),
  state: text("STATENAME"),
  gstin: text("GSTREGISTRATIONNUMBER"),
};
