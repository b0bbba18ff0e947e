import { day } from "@cfa/values/local-date";
import { financialYearOf } from "@cfa/values/period";

import {
  guidOf,
  type Books,
  type Group,
  type Ledger,
  type VoucherType,
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

/** The company as its collection shows it, with the counters that move at every change. */
export function companyNode(books: Books): Node {
  const last = books.vouchers.reduce(
    (latest, voucher) => (voucher.date > latest ? voucher.date : latest),
    books.booksFrom,
  );
  const through = "through" in books ? day(String(books.through)) : last;
  return {
    cells: {
      name: textCell("NAME", books.name),
      guid: textCell("GUID", books.guid),
      booksfrom: dateCell("BOOKSFROM", books.booksFrom),
      startingfrom: dateCell("STARTINGFROM", books.startingFrom),
      endingat: dateCell("ENDINGAT", financialYearOf(through).to),
      lastvoucherdate: dateCell("LASTVOUCHERDATE", last),
      altmstid: numberCell("ALTMSTID", books.masterMark),
      altvchid: numberCell("ALTVCHID", books.voucherMark),
      alterid: numberCell("ALTERID", books.masterMark),
      statename: textCell("STATENAME", books.state),
    },
  };
}

export function groupNode(books: Books, group: Group): Node {
  return {
    cells: {
      ...identity(books, group),
      parent: textCell("PARENT", group.parent ?? `${RESERVED}Primary`),
      reservedname: textCell("RESERVEDNAME", group.reservedName),
      isrevenue: logicalCell("ISREVENUE", group.isRevenue),
      isdeemedpositive: logicalCell("ISDEEMEDPOSITIVE", group.isDeemedPositive),
      affectsgrossprofit: logicalCell("AFFECTSGROSSPROFIT", group.affectsGrossProfit),
    },
  };
}

export function voucherTypeNode(books: Books, type: VoucherType): Node {
  return {
    cells: {
      ...identity(books, type),
      parent: textCell("PARENT", type.parent),
      reservedname: textCell("RESERVEDNAME", type.name === type.base ? type.name : ""),
      numberingmethod: textCell("NUMBERINGMETHOD", type.numbering),
    },
  };
}

export function ledgerNode(books: Books, ledger: Ledger): Node {
  const { contact } = ledger;
  return {
    cells: {
      ...identity(books, ledger),
      parent: textCell("PARENT", ledger.parent ?? `${RESERVED}Primary`),
      onlyalias: textCell("ONLYALIAS", ledger.aliases[0] ?? ""),
      openingbalance: amountCell("OPENINGBALANCE", ledger.opening),
      isbillwiseon: logicalCell("ISBILLWISEON", ledger.isBillWise),
      billcreditperiod: periodCell("BILLCREDITPERIOD", ledger.creditDays, books.booksFrom),
      ...(ledger.creditLimit === null ? {} : { creditlimit: amountCell("CREDITLIMIT", ledger.creditLimit) }),
      currencyname: textCell("CURRENCYNAME", ledger.currency === "" ? "₹" : ledger.currency),
      ...(contact === null
        ? {}
        : {
            mailingname: textCell("MAILINGNAME", ledger.name),
            ledstatename: textCell("LEDSTATENAME", contact.state),
            countryname: textCell("COUNTRYNAME", contact.country),
            pincode: textCell("PINCODE", contact.pincode),
            email: textCell("EMAIL", contact.email),
            ledgermobile: textCell("LEDGERMOBILE", contact.mobile),
            ledgerphone: textCell("LEDGERPHONE", contact.phone),
            ledgercontact: textCell("LEDGERCONTACT", contact.person),
            partygstin: textCell("PARTYGSTIN", contact.gstin),
            incometaxnumber: textCell("INCOMETAXNUMBER", contact.pan),
          }),
    },
    lists: { billallocations: { tag: "BILLALLOCATIONS.LIST", rows: openingBillNodes(ledger) } },
  };
}

function openingBillNodes(ledger: Ledger): Node[] {
  return ledger.openingBills.map((bill) => ({
    cells: {
      name: textCell("NAME", bill.name),
      billdate: dateCell("BILLDATE", bill.date),
      billcreditperiod: periodCell("BILLCREDITPERIOD", bill.creditDays, bill.date),
      openingbalance: amountCell("OPENINGBALANCE", bill.amount),
      isadvance: logicalCell("ISADVANCE", bill.isAdvance),
    },
  }));
}

function identity(books: Books, master: { name: string; masterId: number; alterId: number }): Node["cells"] {
  return {
    name: textCell("NAME", master.name),
    guid: textCell("GUID", guidOf(books, master.masterId)),
    masterid: numberCell("MASTERID", master.masterId),
    alterid: numberCell("ALTERID", master.alterId),
  };
}
