import { randomUUID } from "node:crypto";

import type { LocalDate } from "@cfa/values/local-date";

/** One question to Tally: the XML to send and, for logs and messages, what it asks about. */
export type TallyRequest = {
  readonly about: string;
  /** The company it names; absent only where a question is not about one. */
  readonly company?: string;
  /** That company's GUID: an answer of another company's objects is then refused. */
  readonly companyGuid?: string;
  /** UTF-16 when left out. */
  readonly encoding?: "utf-8";
  /** A short question is not waited for as long as a long one. */
  readonly timeoutMs?: number;
  readonly xml: string;
};

/** What a collection is asked for. `fields` are dotted paths such as "AllLedgerEntries.Amount". */
export type CollectionAsk = {
  readonly about: string;
  readonly company: string;
  /** Tally's object type: Ledger, Voucher … */
  readonly type: string;
  readonly fields: readonly string[];
  /** Only for vouchers: a period on a master collection freezes Tally behind a dialog (A2, rule 2). */
  readonly period?: { readonly from: LocalDate; readonly to: LocalDate };
  /** TDL conditions that must all hold, such as "$AlterId > 4210". */
  readonly conditions?: readonly string[];
  /** Lists to be had whole, where dotted paths bring nothing (A2, rule 5). */
  readonly lists?: readonly string[];
};

/**
 * The request for a collection with its definition inline.
 * Every request has a new name of its own: Tally may keep the answer of a name it has seen (A2, rule 4).
 */
export function collectionRequest(ask: CollectionAsk): TallyRequest {
  const name = uniqueName();
  const conditions = ask.conditions ?? [];
  const filter = conditions.length === 0 ? "" : element("FILTER", `${name}F`);
  const formula =
    conditions.length === 0
      ? ""
      : `<SYSTEM TYPE="Formulae" NAME="${name}F">${escapeXml(conditions.join(" And "))}</SYSTEM>`;
  const xml = [
    `<ENVELOPE>${header("Collection", name)}<BODY><DESC>`,
    staticVariables(ask.company, ask.period),
    `<TDL><TDLMESSAGE><COLLECTION NAME="${name}" ISMODIFY="No">`,
    element("TYPE", ask.type),
    element("FETCH", ask.fields.join(",")),
    ...(ask.lists ?? []).map((list) => element("NATIVEMETHOD", list)),
    filter,
    `</COLLECTION>${formula}</TDLMESSAGE></TDL></DESC></BODY></ENVELOPE>`,
  ].join("");
  return { about: ask.about, company: ask.company, xml };
}

/** What is counted or added up in Tally itself. */
export type AggregateAsk = Pick<CollectionAsk, "about" | "company" | "type" | "fields" | "period"> & {
  /** Columns to group by, such as "CfaDay : $Date". */
  readonly by: readonly string[];
  /** Columns added up, such as "CfaCount : Sum : $$Number:1". */
  readonly compute: readonly string[];
};

/** The request for counts and sums over a collection: one row for each combination of the columns in `by`. */
export function aggregateRequest(ask: AggregateAsk): TallyRequest {
  const name = uniqueName();
  const xml = [
    `<ENVELOPE>${header("Collection", name)}<BODY><DESC>`,
    staticVariables(ask.company, ask.period),
    `<TDL><TDLMESSAGE><COLLECTION NAME="${name}S" ISMODIFY="No">`,
    element("TYPE", ask.type),
    element("FETCH", ask.fields.join(",")),
    `</COLLECTION><COLLECTION NAME="${name}" ISMODIFY="No">`,
    element("SOURCECOLLECTION", `${name}S`),
    ...ask.by.map((column) => element("BY", column)),
    ...ask.compute.map((column) => element("AGGRCOMPUTE", column)),
    `</COLLECTION></TDLMESSAGE></TDL></DESC></BODY></ENVELOPE>`,
  ].join("");
  return { about: ask.about, company: ask.company, xml };
}

/** What a built-in report is asked for. */
export type ReportAsk = {
  readonly about: string;
  readonly company: string;
  /** The report's name in Tally, such as "Trial Balance". */
  readonly report: string;
  readonly period: { readonly from: LocalDate; readonly to: LocalDate };
  readonly variables?: Readonly<Record<string, string>>;
};

/** The request for one of Tally's own reports over a period. */
export function reportRequest(ask: ReportAsk): TallyRequest {
  const xml = [
    `<ENVELOPE>${header("Data", ask.report)}<BODY><DESC>`,
    staticVariables(ask.company, ask.period, ask.variables),
    `</DESC></BODY></ENVELOPE>`,
  ].join("");
  return { about: ask.about, company: ask.company, xml };
}

/** A name no earlier request of this or another agent has used. Letters and digits only, as TDL wants. */
export function uniqueName(): string {
  return `Cfa${randomUUID().replaceAll("-", "").slice(0, 16)}`;
}

/** The head of a VERSION 1 export request. */
export function header(type: string, id: string): string {
  const parts = element("VERSION", "1") + element("TALLYREQUEST", "Export") + element("TYPE", type);
  return `<HEADER>${parts}${element("ID", id)}</HEADER>`;
}

/** Text as XML character data or attribute value; characters XML cannot hold are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "") // oxlint-disable-line no-control-regex -- exactly these are illegal in XML
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;");
}

/** One element with text. */
export function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

function staticVariables(
  company: string,
  period: { from: LocalDate; to: LocalDate } | undefined,
  variables: Readonly<Record<string, string>> = {},
): string {
  // Without TYPE="Date" Tally ignores the dates silently and answers for its current period (A2, rule 1).
  const dates =
    period === undefined
      ? ""
      : `<SVFROMDATE TYPE="Date">${tallyDay(period.from)}</SVFROMDATE><SVTODATE TYPE="Date">${tallyDay(period.to)}</SVTODATE>`;
  const others = Object.entries(variables).map(([name, value]) => element(name, value));
  return [
    "<STATICVARIABLES>",
    element("SVEXPORTFORMAT", "$$SysName:XML"),
    element("SVCURRENTCOMPANY", company),
    dates,
    ...others,
    "</STATICVARIABLES>",
  ].join("");
}

function tallyDay(day: LocalDate): string {
  return day.replaceAll("-", "");
}
