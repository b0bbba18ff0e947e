import { element, header, uniqueName, type TallyRequest } from "./envelope.ts";

const FIELDS = [
  "Name",
  "Guid",
  "BooksFrom",
  "StartingFrom",
  "EndingAt",
  "LastVoucherDate",
  "AltMstId",
  "AltVchId",
  "StateName",
];

/**
 * The companies open in Tally with their change counters.
 * ISINITIALIZE and NATIVEMETHOD are the documented form of exactly this question (A2, rule 7).
 */
export function companiesRequest(): TallyRequest {
  const name = uniqueName();
  const xml = [
    `<ENVELOPE>${header("Collection", name)}<BODY><DESC>`,
    `<STATICVARIABLES>${element("SVEXPORTFORMAT", "$$SysName:XML")}</STATICVARIABLES>`,
    `<TDL><TDLMESSAGE><COLLECTION NAME="${name}" ISMODIFY="No" ISINITIALIZE="Yes">`,
    element("TYPE", "Company"),
    ...FIELDS.map((field) => element("NATIVEMETHOD", field)),
    `</COLLECTION></TDLMESSAGE></TDL></DESC></BODY></ENVELOPE>`,
  ].join("");
  return { about: "the companies open in Tally", xml };
}
