import {
  guidOf,
  type Allocation,
  type Books,
  type Entry,
  type Voucher,
} from "../sample-company/tally-books.ts";
import {
  amountCell,
  dateCell,
  logicalCell,
  numberCell,
  periodCell,
  RESERVED,
  textCell,
  type Node,
} from "./xml.ts";

/** A voucher as a tree. `names` are the ledgers' names of today by MasterId: a rename shows in old vouchers too. */
export function voucherNode(books: Books, voucher: Voucher, names: ReadonlyMap<number, string>): Node {
  const { isCancelled } = voucher;
  return {
    cells: {
      date: dateCell("DATE", voucher.date),
      guid: textCell("GUID", guidOf(books, voucher.masterId)),
      masterid: numberCell("MASTERID", voucher.masterId),
      alterid: numberCell("ALTERID", voucher.alterId),
      vouchertypename: textCell("VOUCHERTYPENAME", voucher.type),
      vouchernumber: textCell("VOUCHERNUMBER", voucher.number),
      effectivedate: dateCell("EFFECTIVEDATE", voucher.date),
      reference: textCell("REFERENCE", voucher.reference),
      referencedate: dateCell("REFERENCEDATE", voucher.referenceDate),
      partyledgername: textCell("PARTYLEDGERNAME", isCancelled ? "" : (names.get(voucher.party) ?? "")),
      narration: textCell("NARRATION", voucher.narration),
      isinvoice: logicalCell("ISINVOICE", voucher.isInvoice),
      iscancelled: logicalCell("ISCANCELLED", isCancelled),
      isoptional: logicalCell("ISOPTIONAL", voucher.isOptional),
      ispostdated: logicalCell("ISPOSTDATED", voucher.isPostDated),
      basicduedateofpymt: textCell("BASICDUEDATEOFPYMT", voucher.dueText),
    },
    lists: {
      allledgerentries: {
        tag: "ALLLEDGERENTRIES.LIST",
        rows: isCancelled ? [] : voucher.entries.map((entry) => entryNode(voucher, entry, names)),
      },
    },
  };
}

function entryNode(voucher: Voucher, entry: Entry, names: ReadonlyMap<number, string>): Node {
  const { bank } = entry;
  return {
    cells: {
      ledgername: textCell("LEDGERNAME", names.get(entry.ledger) ?? ""),
      amount: amountCell("AMOUNT", entry.amount, entry.foreign),
      isdeemedpositive: logicalCell("ISDEEMEDPOSITIVE", entry.amount < 0n),
      ispartyledger: logicalCell("ISPARTYLEDGER", entry.isParty === true),
    },
    lists: {
      billallocations: {
        tag: "BILLALLOCATIONS.LIST",
        rows: (entry.bills ?? []).map((bill) => allocationNode(voucher, bill)),
      },
      bankallocations: {
        tag: "BANKALLOCATIONS.LIST",
        rows:
          bank === undefined
            ? []
            : [
                {
                  cells: {
                    transactiontype: textCell("TRANSACTIONTYPE", bank.transactionType),
                    instrumentnumber: textCell("INSTRUMENTNUMBER", bank.instrumentNumber),
                    instrumentdate: dateCell("INSTRUMENTDATE", bank.instrumentDate),
                    bankersdate: dateCell("BANKERSDATE", bank.bankersDate),
                    amount: amountCell("AMOUNT", entry.amount, entry.foreign),
                  },
                },
              ],
      },
    },
  };
}

function allocationNode(voucher: Voucher, bill: Allocation): Node {
  return {
    cells: {
      name: textCell("NAME", bill.name),
      billtype: textCell("BILLTYPE", bill.type),
      amount: amountCell("AMOUNT", bill.amount, bill.foreign),
      billcreditperiod: periodCell("BILLCREDITPERIOD", bill.creditDays, bill.billDate ?? voucher.date),
      ...(bill.billDate === undefined ? {} : { billdate: dateCell("BILLDATE", bill.billDate) }),
    },
  };
}

/** What Tally writes at the head of every voucher whether it was asked for or not. */
export const VOUCHER_HEAD_XML = [
  "DIFFACTUALQTY",
  "ISMSTFROMSYNC",
  "ISDELETED",
  "ISSECURITYONWHENENTERED",
  "ASORIGINAL",
  "AUDITED",
  "ISCOMMONPARTY",
  "FORJOBCOSTING",
  "USEFOREXCISE",
  "ISFORJOBWORKIN",
  "ALLOWCONSUMPTION",
  "USEFORINTEREST",
  "USEFORGAINLOSS",
  "USEFORGODOWNTRANSFER",
  "USEFORCOMPOUND",
  "USEFORSERVICETAX",
  "ISREVERSECHARGEAPPLICABLE",
  "ISSYSTEM",
  "ISFETCHEDONLY",
  "ISGSTOVERRIDDEN",
  "IGNOREGSTINVALIDATION",
  "ISGSTREFUND",
  "HASCASHFLOW",
  "USETRACKINGNUMBER",
  "ISTDSOVERRIDDEN",
  "ISTCSOVERRIDDEN",
  "ISVATOVERRIDDEN",
  "ISSERVICETAXOVERRIDDEN",
  "ISEXCISEOVERRIDDEN",
  "EXCISEOPENING",
  "ISCOSTCENTRE",
  "ISBLANKCHEQUE",
  "ISVOID",
  "ORDERLINESTATUS",
  "VATISPURESAGENT",
]
  .map((tag) => `     <${tag}>No</${tag}>\r\n`)
  .concat(`     <VCHGSTCLASS>${RESERVED.replace("\u0004", "&#4;")}Not Applicable</VCHGSTCLASS>\r\n`)
  .join("");
