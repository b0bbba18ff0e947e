import type { DraftLine, DraftVoucher } from "@cfa/contract/draft-voucher";
import { assert } from "@cfa/values/assert";
import { toRupees } from "@cfa/values/money";

import { element, escapeXml, type TallyRequest } from "../request/envelope.ts";

/**
 * The question that writes one voucher, VERSION 1 of Tally's import. It names the company, creates and never alters, and holds
 * no masters: one that exists would freeze Tally behind a dialog (A10).
 */
export function importRequest(
  company: string,
  voucher: DraftVoucher,
  options: { isOptional: boolean },
): TallyRequest {
  const head = ["VERSION 1", "TALLYREQUEST Import", "TYPE Data", "ID Vouchers"].map((part) => {
    const [name = "", text = ""] = part.split(" ");
    return element(name, text);
  });
  const xml = [
    `<ENVELOPE><HEADER>${head.join("")}</HEADER><BODY>`,
    `<DESC>${companyVariable(company)}</DESC>`,
    `<DATA>${message(voucher, options)}</DATA></BODY></ENVELOPE>`,
  ].join("");
  return { about: `writing ${voucher.marker} into ${company}`, company, xml };
}

/** The same voucher as a file that a person imports himself (Tally's screen Import > Transactions): the older envelope. */
export function importFile(company: string, voucher: DraftVoucher, options: { isOptional: boolean }): string {
  return [
    `<ENVELOPE><HEADER>${element("TALLYREQUEST", "Import Data")}</HEADER><BODY><IMPORTDATA>`,
    `<REQUESTDESC>${element("REPORTNAME", "Vouchers")}${companyVariable(company)}</REQUESTDESC>`,
    `<REQUESTDATA>${message(voucher, options)}</REQUESTDATA></IMPORTDATA></BODY></ENVELOPE>`,
  ].join("");
}

function companyVariable(company: string): string {
  return `<STATICVARIABLES>${element("SVCURRENTCOMPANY", company)}</STATICVARIABLES>`;
}

/**
 * In accounting view: an invoice view makes Tally work the total and the bill out anew. Without a number, which Tally gives,
 * and without a reference date, which it would replace by the voucher's.
 */
function message(voucher: DraftVoucher, { isOptional }: { isOptional: boolean }): string {
  const { marker, type } = voucher;
  const day = voucher.date.replaceAll("-", "");
  const attributes = Object.entries({
    REMOTEID: marker,
    VCHTYPE: type,
    ACTION: "Create",
    OBJVIEW: "Accounting Voucher View",
  }).map(([name, value]) => `${name}="${escapeXml(value)}"`);
  return [
    `<TALLYMESSAGE xmlns:UDF="TallyUDF"><VOUCHER ${attributes.join(" ")}>`,
    element("DATE", day),
    element("EFFECTIVEDATE", day),
    element("VOUCHERTYPENAME", type),
    element("REFERENCE", marker),
    element("PARTYLEDGERNAME", voucher.party),
    element("NARRATION", narrationOf(voucher)),
    element("PERSISTEDVIEW", "Accounting Voucher View"),
    element("ISINVOICE", "No"),
    element("ISOPTIONAL", isOptional ? "Yes" : "No"),
    ...voucher.lines.map((line) => entry(line, voucher.bill)),
    `</VOUCHER></TALLYMESSAGE>`,
  ].join("");
}

/** The narration as it stands in Tally: with the marker, by which the voucher is found again. */
export function narrationOf({ narration, marker }: Pick<DraftVoucher, "narration" | "marker">): string {
  return `${narration.replaceAll(/\s+/g, " ").trim()} [${marker}]`.trim();
}

function entry(line: DraftLine, bill: string): string {
  const amount = amountOf(line);
  const allocation = [element("NAME", bill), element("BILLTYPE", "Agst Ref"), element("AMOUNT", amount)];
  return [
    "<ALLLEDGERENTRIES.LIST>",
    element("LEDGERNAME", line.ledger),
    element("ISDEEMEDPOSITIVE", amount.startsWith("-") ? "Yes" : "No"),
    element("ISPARTYLEDGER", line.isParty ? "Yes" : "No"),
    element("AMOUNT", amount),
    line.isParty ? `<BILLALLOCATIONS.LIST>${allocation.join("")}</BILLALLOCATIONS.LIST>` : "",
    "</ALLLEDGERENTRIES.LIST>",
  ].join("");
}

/** Rupees with two decimals, debit negative. */
function amountOf(line: DraftLine): string {
  const amount = BigInt(line.amount);
  assert(amount !== 0n, "a line of nothing is refused before it is written down");
  return toRupees(amount);
}
