import { escapeText } from "../xml/text.ts";

/** Kinds that the head of a collection's answer counts: elements of the objects' names, but no objects. */
const COUNTED =
  "COMPANY GROUP LEDGER COSTCATEGORY COSTCENTRE GODOWN STOCKGROUP STOCKCATEGORY STOCKITEM VOUCHERTYPE CURRENCY UNIT BUDGET CLIENTRULE SERVERRULE STATE TDSRATE TAXCLASSIFICATION STCATEGORY DEDUCTEETYPE ATTENDANCETYPE FBTCATEGORY FBTASSESSEETYPE TARIFFCLASSIFICATION EXCISEDUTYCLASSIFICATION SERIALNUMBER ADJUSTMENTCLASSIFICATION INCOMETAXSLAB INCOMETAXCLASSIFICATION LBTCLASSIFICATION TAXUNIT RETURNMASTER GSTCLASSIFICATION VOUCHERNUMBERSERIES VOUCHER".split(
    " ",
  );

/** The answer to a collection; where nothing matched, blanks stand between the tags. */
export function* collectionEnvelope(
  objects: Iterable<string>,
  counts: Readonly<Record<string, number>>,
): Generator<string> {
  const lines = COUNTED.map((tag) => `    <${tag}>${counts[tag] ?? 0}</${tag}>\r\n`).join("");
  yield (
    "<ENVELOPE>\r\n <HEADER>\r\n  <VERSION>1</VERSION>\r\n  <STATUS>1</STATUS>\r\n </HEADER>\r\n <BODY>\r\n  <DESC>\r\n" +
      `   <CMPINFO>\r\n${lines}   </CMPINFO>\r\n  </DESC>\r\n  <DATA>\r\n   <COLLECTION>`
  );
  let isEmpty = true;
  for (const object of objects) {
    if (isEmpty) yield "\r\n";
    isEmpty = false;
    yield object;
  }
  yield `   </COLLECTION>\r\n  </DATA>\r\n </BODY>\r\n</ENVELOPE>\r\n`;
}

/** A refusal: HTTP 200 all the same, STATUS 0. */
export function errorAnswer(sentence: string): string {
  return `<ENVELOPE>\r\n <HEADER>\r\n  <VERSION>1</VERSION>\r\n  <STATUS>0</STATUS>\r\n </HEADER>\r\n <BODY>\r\n  <DATA>\r\n   <LINEERROR>${escapeText(sentence)}</LINEERROR>\r\n  </DATA>\r\n </BODY>\r\n</ENVELOPE>\r\n`;
}

/** The answer of something whose name is not known: another root, no status. */
export function unknownAnswer(sentence: string): string {
  return `<RESPONSE>\r\n <LINEERROR>${escapeText(sentence)}</LINEERROR>\r\n</RESPONSE>\r\n`;
}

/** What an Object request answers when the company or the object is not there. */
export function bareError(sentence: string): string {
  return `<ERRORMSG>${escapeText(sentence)}</ERRORMSG>\r\n`;
}
