import { toTallyDayNumber } from "@cfa/values/local-date";

import type { CompanyState } from "../company/state.ts";
import type { Settings } from "../server/settings.ts";
import { escapeText, longDay } from "../xml/text.ts";
import { unknownAnswer } from "./envelope.ts";

/** Answers a function; only this kind of answer tells the release in its head. */
export function functionAnswer(
  ask: { id: string; parameters: readonly string[] },
  of: { company: CompanyState | undefined; settings: Settings },
): string {
  const { company, settings } = of;
  const [parameter = ""] = ask.parameters;
  switch (ask.id.toLowerCase()) {
    case "$$licenseinfo":
      return resultAnswer(settings, licence(settings, parameter.toLowerCase()));
    case "$$systemperiodfrom":
      return resultAnswer(settings, dayResult(company, "from"));
    case "$$systemperiodto":
      return resultAnswer(settings, dayResult(company, "to"));
    case "$$cmpname":
      return resultAnswer(settings, { type: "String", text: company?.name ?? "" });
    default:
      return unknownAnswer(`Could not find Function '${ask.id}'!`);
  }
}

type FunctionResult = { readonly type: string; readonly text: string; readonly attributes?: string };

function licence(settings: Settings, parameter: string): FunctionResult {
  switch (parameter) {
    case "iseducationalmode":
      return { type: "Logical", text: settings.educational ? "Yes" : "No" };
    case "islicensedmode":
      return { type: "Logical", text: settings.educational ? "No" : "Yes" };
    case "serialnumber":
      return { type: "Number", text: settings.educational ? "0" : "700000000" };
    default:
      return { type: "String", text: "" };
  }
}

/** A day, whose number of days since 31-Dec-1899 stands beside it. */
function dayResult(company: CompanyState | undefined, end: "from" | "to"): FunctionResult {
  if (company === undefined) return { type: "Date", text: "" };
  const date = company.period[end];
  return { type: "Date", text: longDay(date), attributes: ` JD="${toTallyDayNumber(date)}"` };
}

function resultAnswer(settings: Settings, { type, text, attributes = "" }: FunctionResult): string {
  const { major, minor, type: product } = settings.release;
  const release = `  <PRODMAJORREL>${major}</PRODMAJORREL>\r\n  <PRODMINORREL>${minor}</PRODMINORREL>\r\n  <PRODTYPE>${escapeText(product)}</PRODTYPE>\r\n`;
  return `<ENVELOPE>\r\n <HEADER>\r\n  <VERSION>1</VERSION>\r\n  <STATUS>1</STATUS>\r\n${release} </HEADER>\r\n <BODY>\r\n  <DESC>\r\n  </DESC>\r\n  <DATA>\r\n   <RESULT TYPE="${type}"${attributes}>${escapeText(text)}</RESULT>\r\n  </DATA>\r\n </BODY>\r\n</ENVELOPE>\r\n`;
}
