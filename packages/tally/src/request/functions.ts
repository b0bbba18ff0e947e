import { element, header, type TallyRequest } from "./envelope.ts";

/**
 * Whether Tally runs in Educational mode, in which it keeps only days 1, 2 and 31 of a month and
 * ignores other dates of a request silently (A2, rule 3). The answer is one value, Yes or No.
 */
export function licenceRequest(): TallyRequest {
  const parameter = `<FUNCPARAMLIST>${element("PARAM", "IsEducationalMode")}</FUNCPARAMLIST>`;
  const xml = `<ENVELOPE>${header("Function", "$$LicenseInfo")}<BODY><DESC>${parameter}</DESC></BODY></ENVELOPE>`;
  return { about: "Tally's licence", xml };
}

/** The first day of the company's current period; the answer carries its day number beside the value. */
export function periodFromRequest(company: string): TallyRequest {
  const variables = `<STATICVARIABLES>${element("SVCURRENTCOMPANY", company)}</STATICVARIABLES>`;
  const xml = `<ENVELOPE>${header("Function", "$$SystemPeriodFrom")}<BODY><DESC>${variables}</DESC></BODY></ENVELOPE>`;
  return { about: `the current period of ${company}`, company, xml };
}
