import type { Period } from "@cfa/values/period";

import type { VoucherNow } from "../company/state.ts";
import type { View } from "../company/view.ts";
import { vouchersBetween } from "../company/vouchers.ts";
import { EXPORTED_INVOICE, EXPORTED_VOUCHER, voucherTag } from "../objects/voucher.ts";
import type { Writer } from "../xml/shape.ts";
import { wholeWriter } from "../xml/write.ts";
import { escapeText } from "../xml/text.ts";

const STYLE = { indent: "     ", isTyped: false };

export type Export = {
  readonly view: View;
  readonly period: Period;
  /** Base type of the vouchers, in lower case; null: all. */
  readonly base: string | null;
  /** Whether the company's own block stands at the end. */
  readonly hasCompanyBlock: boolean;
};

/** The Day Book: vouchers in the wrapper of an import file, whole. */
export function* dayBook(of: Export): Generator<string> {
  yield importHead(of.view);
  yield* messages(of);
  yield "   </REQUESTDATA>\r\n  </IMPORTDATA>\r\n </BODY>\r\n</ENVELOPE>\r\n";
}

/** The Voucher Register: the same below the head of an answer. */
export function* voucherRegister(of: Export): Generator<string> {
  const company = escapeText(of.view.state.name);
  yield `<ENVELOPE>\r\n <HEADER>\r\n  <VERSION>1</VERSION>\r\n  <STATUS>1</STATUS>\r\n </HEADER>\r\n <BODY>\r\n  <DESC>\r\n   <STATICVARIABLES>\r\n    <SVCURRENTCOMPANY>${company}</SVCURRENTCOMPANY>\r\n   </STATICVARIABLES>\r\n  </DESC>\r\n  <DATA>\r\n`;
  yield* messages(of);
  yield "  </DATA>\r\n </BODY>\r\n</ENVELOPE>\r\n";
}

/** What an export of masters or a Day Book begins with: it is a file to import elsewhere. */
export function importHead(view: View): string {
  const company = escapeText(view.state.name);
  return `<ENVELOPE>\r\n <HEADER>\r\n  <TALLYREQUEST>Import Data</TALLYREQUEST>\r\n </HEADER>\r\n <BODY>\r\n  <IMPORTDATA>\r\n   <REQUESTDESC>\r\n    <REPORTNAME>All Masters</REPORTNAME>\r\n    <STATICVARIABLES>\r\n     <SVCURRENTCOMPANY>${company}</SVCURRENTCOMPANY>\r\n    </STATICVARIABLES>\r\n   </REQUESTDESC>\r\n   <REQUESTDATA>\r\n`;
}

function* messages({ view, period, base, hasCompanyBlock }: Export): Generator<string> {
  const invoice: Writer<VoucherNow> = wholeWriter(EXPORTED_INVOICE, STYLE);
  const plain: Writer<VoucherNow> = wholeWriter(EXPORTED_VOUCHER, STYLE);
  for (const voucher of vouchersBetween(view.state, period)) {
    if (base !== null && voucher.base.toLowerCase() !== base) continue;
    const write = voucher.isInvoice ? invoice : plain;
    yield message(`    ${voucherTag(view, voucher, "Create")}\r\n${write(voucher, view)}    </VOUCHER>\r\n`);
  }
  if (hasCompanyBlock) yield message(companyBlock(view));
}

function message(inner: string): string {
  return `   <TALLYMESSAGE xmlns:UDF="TallyUDF">\r\n${inner}   </TALLYMESSAGE>\r\n`;
}

function companyBlock({ state }: View): string {
  const { guid, name, source } = state;
  return (
    `    <COMPANY>\r\n     <REMOTECMPINFO.LIST MERGE="Yes">\r\n      <NAME>${guid}</NAME>\r\n` +
    `      <REMOTECMPNAME>${escapeText(name)}</REMOTECMPNAME>\r\n      <REMOTECMPSTATE>${escapeText(source.state)}</REMOTECMPSTATE>\r\n` +
    `     </REMOTECMPINFO.LIST>\r\n    </COMPANY>\r\n`
  );
}
