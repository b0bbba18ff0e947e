import type { LocalDate } from "@cfa/values/local-date";

import { guidOf, type Books } from "../sample-company/tally-books.ts";
import { readFormula, type Filtered } from "./formula.ts";
import { companyNode, groupNode, ledgerNode, voucherTypeNode } from "./masters.ts";
import type { Ask } from "./request.ts";
import { VOUCHER_HEAD_XML, voucherNode } from "./vouchers.ts";
import { escapeText, fieldTree, writeNode, type Node } from "./xml.ts";

/** Kinds that the head of a collection's answer counts; elements of the same names, but no objects. */
const COUNTED = [
  "COMPANY",
  "GROUP",
  "LEDGER",
  "COSTCATEGORY",
  "COSTCENTRE",
  "GODOWN",
  "STOCKGROUP",
  "STOCKCATEGORY",
  "STOCKITEM",
  "VOUCHERTYPE",
  "CURRENCY",
  "UNIT",
  "BUDGET",
  "STATE",
  "VOUCHER",
];

/** The list of open companies. */
export function* companiesCollection(open: readonly Books[], ask: Ask): Generator<string> {
  yield* collection(
    open.map((books) => objectXml("COMPANY", companyNode(books), { ask, name: books.name })),
    open.length,
  );
}

/** A collection of one company's objects, or null when the request says what this Tally does not understand. */
export function companyCollection(books: Books, ask: Ask): Iterable<string> | null {
  const tests = ask.formulas.map(readFormula);
  if (tests.some((test) => test === null)) return null;
  const passes = (object: Filtered): boolean => tests.every((test) => test?.(object) === true);
  const masters = (
    tag: string,
    list: readonly { name: string; masterId: number; alterId: number }[],
    node: (index: number) => Node,
  ): Iterable<string> =>
    collection(
      list.flatMap((master, index) =>
        passes({ alterid: master.alterId, guid: guidOf(books, master.masterId) })
          ? objectXml(tag, node(index), { ask, name: master.name })
          : [],
      ),
      0,
    );
  switch (ask.objectType.toLowerCase()) {
    case "group":
      return masters("GROUP", books.groups, (index) => groupNode(books, books.groups[index]!));
    case "ledger":
      return masters("LEDGER", books.ledgers, (index) => ledgerNode(books, books.ledgers[index]!));
    case "vouchertype":
      return masters("VOUCHERTYPE", books.voucherTypes, (index) =>
        voucherTypeNode(books, books.voucherTypes[index]!),
      );
    case "voucher":
      return collection(vouchers(books, ask, passes), 0);
    default:
      return null;
  }
}

/** Vouchers of the period: of a typed one, else of the whole books. */
function* vouchers(books: Books, ask: Ask, passes: (object: Filtered) => boolean): Generator<string> {
  const names = new Map(books.ledgers.map((ledger) => [ledger.masterId, ledger.name]));
  const fields = fieldTree(ask.fields);
  const from: LocalDate = ask.from ?? books.startingFrom;
  for (const voucher of books.vouchers) {
    if (voucher.date < from || (ask.to !== undefined && voucher.date > ask.to)) continue;
    const guid = guidOf(books, voucher.masterId);
    if (!passes({ alterid: voucher.alterId, guid, vouchertypename: voucher.type })) continue;
    const view = voucher.isInvoice ? "Invoice Voucher View" : "Accounting Voucher View";
    const action = voucher.isCancelled ? ' ACTION="Cancel"' : "";
    yield (
      `    <VOUCHER REMOTEID="${guid}" VCHKEY="${guid}:00000008" VCHTYPE="${escapeText(voucher.type)}"${action} OBJVIEW="${view}">\r\n` +
        writeNode(voucherNode(books, voucher, names), fields, "     ") +
        `${VOUCHER_HEAD_XML}    </VOUCHER>\r\n`
    );
  }
}

function objectXml(tag: string, node: Node, about: { ask: Ask; name: string }): string {
  const name = escapeText(about.name);
  const reserved = escapeText(node.cells["reservedname"]?.text ?? "");
  return (
    `    <${tag} NAME="${name}" RESERVEDNAME="${reserved}">\r\n` +
    writeNode(node, fieldTree(about.ask.fields), "     ") +
    `     <LANGUAGENAME.LIST>\r\n      <NAME.LIST TYPE="String">\r\n       <NAME>${name}</NAME>\r\n      </NAME.LIST>\r\n` +
    `      <LANGUAGEID TYPE="Number"> 1033</LANGUAGEID>\r\n     </LANGUAGENAME.LIST>\r\n    </${tag}>\r\n`
  );
}

function* collection(objects: Iterable<string>, companies: number): Generator<string> {
  const counts = COUNTED.map((tag) => `    <${tag}>${tag === "COMPANY" ? companies : 0}</${tag}>\r\n`).join(
    "",
  );
  yield (
    "<ENVELOPE>\r\n <HEADER>\r\n  <VERSION>1</VERSION>\r\n  <STATUS>1</STATUS>\r\n </HEADER>\r\n <BODY>\r\n  <DESC>\r\n" +
      `   <CMPINFO>\r\n${counts}   </CMPINFO>\r\n  </DESC>\r\n  <DATA>\r\n   <COLLECTION>\r\n`
  );
  yield* objects;
  yield "   </COLLECTION>\r\n  </DATA>\r\n </BODY>\r\n</ENVELOPE>\r\n";
}
