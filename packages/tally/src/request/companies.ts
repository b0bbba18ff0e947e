import type { Marks } from "@cfa/contract/sync";

import { readCount, readText } from "../parse/words.ts";
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

const LOOK_TIMEOUT_MS = 30_000;

/**
 * The companies open in Tally with their change counters.
 * ISINITIALIZE and NATIVEMETHOD are the documented form of exactly this question (A2, rule 7).
 */
export function companiesRequest(): TallyRequest {
  return { about: "the companies open in Tally", xml: openCompanies(FIELDS) };
}

/**
 * Which companies are open and how far their counters are, and nothing else, in UTF-8: question and answer together stay
 * below 3 kB, because this is asked every few minutes.
 */
export function lookRequest(): TallyRequest {
  return {
    about: "the change counters of the companies open in Tally",
    xml: openCompanies(["Name", "Guid", "AltMstId", "AltVchId"]),
    encoding: "utf-8",
    timeoutMs: LOOK_TIMEOUT_MS,
  };
}

/** One row of the answer; undefined when it has no GUID. */
export function readLookRow(
  texts: ReadonlyMap<string, string>,
): { guid: string; name: string; marks: Marks } | undefined {
  const guid = readText(texts.get("GUID"));
  if (guid === undefined) return undefined;
  const marks = {
    masters: readCount(texts.get("ALTMSTID")) ?? 0,
    vouchers: readCount(texts.get("ALTVCHID")) ?? 0,
  };
  return { guid, name: readText(texts.get("NAME")) ?? "", marks };
}

function openCompanies(fields: readonly string[]): string {
  const name = uniqueName();
  return [
    `<ENVELOPE>${header("Collection", name)}<BODY><DESC>`,
    `<STATICVARIABLES>${element("SVEXPORTFORMAT", "$$SysName:XML")}</STATICVARIABLES>`,
    `<TDL><TDLMESSAGE><COLLECTION NAME="${name}" ISMODIFY="No" ISINITIALIZE="Yes">`,
    element("TYPE", "Company"),
    ...fields.map((field) => element("NATIVEMETHOD", field)),
    `</COLLECTION></TDLMESSAGE></TDL></DESC></BODY></ENVELOPE>`,
  ].join("");
}
