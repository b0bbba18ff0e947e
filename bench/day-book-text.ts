/*
 * A Day Book as Tally exports it, made up voucher by voucher and never held: two thirds of it are flags that say No and lists
 * that are empty, as in real exports. For bench:tally.
 */

const HEAD =
  "<ENVELOPE>\r\n <HEADER>\r\n  <TALLYREQUEST>Import Data</TALLYREQUEST>\r\n </HEADER>\r\n <BODY>\r\n  <IMPORTDATA>\r\n   <REQUESTDESC>\r\n" +
  "    <REPORTNAME>Vouchers</REPORTNAME>\r\n    <STATICVARIABLES>\r\n     <SVCURRENTCOMPANY>Sharma Traders &amp; Sons</SVCURRENTCOMPANY>\r\n" +
  "    </STATICVARIABLES>\r\n   </REQUESTDESC>\r\n   <REQUESTDATA>\r\n";
const TAIL = "   </REQUESTDATA>\r\n  </IMPORTDATA>\r\n </BODY>\r\n</ENVELOPE>\r\n";

const COMPANY = "5d1c0c5e-6c0f-4f7e-9a51-0a9d3c1f7b20";

const VOUCHER_FLAGS = flags(
  "DIFFACTUALQTY ISMSTFROMSYNC ASORIGINAL AUDITED FORJOBCOSTING USEFOREXCISE ISFORJOBWORKIN ALLOWCONSUMPTION USEFORINTEREST " +
    "USEFORGAINLOSS USEFORGODOWNTRANSFER USEFORCOMPOUND USEFORSERVICETAX ISEXCISEVOUCHER EXCISETAXOVERRIDE USEFORTAXUNITTRANSFER " +
    "EXCISEOPENING USEFORFINALPRODUCTION ISTDSOVERRIDDEN ISTCSOVERRIDDEN ISTDSTCSCASHVCH ISSUBWORKSCONTRACT ISVATOVERRIDDEN " +
    "ISSERVICETAXOVERRIDDEN ISISDVOUCHER ISEXCISEOVERRIDDEN ISGSTOVERRIDDEN GSTNOTEXPORTED ISBOENOTAPPLICABLE HASCASHFLOW " +
    "USETRACKINGNUMBER MFGJOURNAL HASDISCOUNTS ASPAYSLIP ISCOSTCENTRE ISBLANKCHEQUE ISVOID ISONHOLD ORDERLINESTATUS ISVATDUTYPAID " +
    "ISELIGIBLEFORITC CHANGEVCHMODE RESETIRNQRCODE ISCANCELLED ISOPTIONAL ISPOSTDATED ISDELETED",
  6,
);
const VOUCHER_LISTS = lists(
  "EXCLUDEDTAXATIONS OLDAUDITENTRIES ACCOUNTAUDITENTRIES AUDITENTRIES DUTYHEADDETAILS SUPPLEMENTARYDUTYHEADDETAILS EWAYBILLDETAILS " +
    "INVOICEDELNOTES INVOICEORDERLIST INVOICEINDENTLIST ATTENDANCEENTRIES ORIGINVOICEDETAILS INVOICEEXPORTLIST GST PAYROLLMODEOFPAYMENT " +
    "ATTDRECORDS GSTEWAYCONSIGNORADDRESS GSTEWAYCONSIGNEEADDRESS TEMPGSTRATEDETAILS",
  6,
);
const ENTRY_FLAGS = flags(
  "LEDGERFROMITEM REMOVEZEROENTRIES ISLASTDEEMEDPOSITIVE ISCAPVATTAXALTERED ISCAPVATNOTCLAIMED ISNEWREF ISSYSTEM",
  7,
);
const ENTRY_LISTS = lists(
  "SERVICETAXDETAILS CATEGORYALLOCATIONS INTERESTCOLLECTION OLDAUDITENTRIES ACCOUNTAUDITENTRIES AUDITENTRIES INPUTCRALLOCS " +
    "DUTYHEADDETAILS EXCISEDUTYHEADDETAILS RATEDETAILS SUMMARYALLOCS STPYMTDETAILS EXCISEPAYMENTALLOCATIONS TAXBILLALLOCATIONS " +
    "TAXOBJECTALLOCATIONS TDSEXPENSEALLOCATIONS VATSTATUTORYDETAILS COSTTRACKALLOCATIONS REFVOUCHERDETAILS INVOICEWISEDETAILS " +
    "VATITCDETAILS ADVANCETAXDETAILS",
  7,
);

/** So many characters of a Day Book or a little more, in pieces of about 64 kB; `full` false leaves out what Tally pads it with. */
export function* dayBookText(characters: number, full: boolean): Generator<string> {
  let piece = HEAD;
  let made = 0;
  for (let number = 1; made + piece.length < characters; number++) {
    piece += voucherText(number, full);
    if (piece.length < 65_536) continue;
    made += piece.length;
    yield piece;
    piece = "";
  }
  yield piece + TAIL;
}

function voucherText(number: number, full: boolean): string {
  const guid = `${COMPANY}-${number.toString(16).padStart(8, "0")}`;
  const date = `2026${String(1 + (number % 12)).padStart(2, "0")}${String(1 + (number % 28)).padStart(2, "0")}`;
  const party = `Customer &amp; Sons ${number % 400}`;
  const net = 100_000 + ((number * 7_919) % 900_000);
  const tax = Math.round(net * 0.09);
  const bill =
    `       <BILLALLOCATIONS.LIST>\r\n        <NAME>INV/${number}</NAME>\r\n        <BILLCREDITPERIOD JD="46000" P="30 Days">30 Days</BILLCREDITPERIOD>\r\n` +
    `        <BILLTYPE>New Ref</BILLTYPE>\r\n        <TDSDEDUCTEEISSPECIALRATE>No</TDSDEDUCTEEISSPECIALRATE>\r\n        <AMOUNT>${rupees(-net - 2 * tax)}</AMOUNT>\r\n` +
    `        <STBILLCATEGORIES.LIST>        </STBILLCATEGORIES.LIST>\r\n       </BILLALLOCATIONS.LIST>\r\n`;
  return (
    `    <TALLYMESSAGE xmlns:UDF="TallyUDF">\r\n     <VOUCHER REMOTEID="${guid}" VCHKEY="${guid}:00000008" VCHTYPE="Sales" ACTION="Create" OBJVIEW="Accounting Voucher View">\r\n` +
    `      <DATE>${date}</DATE>\r\n      <GUID>${guid}</GUID>\r\n      <STATENAME>Maharashtra</STATENAME>\r\n      <NARRATION>Goods sold, lot ${number}, by road</NARRATION>\r\n` +
    `      <VOUCHERTYPENAME>Sales</VOUCHERTYPENAME>\r\n      <VOUCHERNUMBER>${number}</VOUCHERNUMBER>\r\n      <PARTYLEDGERNAME>${party}</PARTYLEDGERNAME>\r\n` +
    `      <PERSISTEDVIEW>Accounting Voucher View</PERSISTEDVIEW>\r\n      <VCHGSTCLASS/>\r\n      <EFFECTIVEDATE>${date}</EFFECTIVEDATE>\r\n` +
    (full ? VOUCHER_FLAGS : "") +
    `      <ALTERID> ${number + 50}</ALTERID>\r\n      <MASTERID> ${number}</MASTERID>\r\n` +
    (full ? VOUCHER_LISTS : "") +
    entryText({ ledger: party, amount: -net - 2 * tax, bill, full }) +
    entryText({ ledger: "Sales - GST 18%", amount: net, bill: "", full }) +
    entryText({ ledger: "Output CGST", amount: tax, bill: "", full }) +
    entryText({ ledger: "Output SGST", amount: tax, bill: "", full }) +
    `     </VOUCHER>\r\n    </TALLYMESSAGE>\r\n`
  );
}

function entryText(entry: { ledger: string; amount: number; bill: string; full: boolean }): string {
  const { ledger, amount, bill, full } = entry;
  return (
    `      <ALLLEDGERENTRIES.LIST>\r\n       <LEDGERNAME>${ledger}</LEDGERNAME>\r\n       <GSTCLASS>&#4; Not Applicable</GSTCLASS>\r\n` +
    `       <ISDEEMEDPOSITIVE>${amount < 0 ? "Yes" : "No"}</ISDEEMEDPOSITIVE>\r\n` +
    (full ? ENTRY_FLAGS : "") +
    `       <ISPARTYLEDGER>${bill === "" ? "No" : "Yes"}</ISPARTYLEDGER>\r\n       <AMOUNT>${rupees(amount)}</AMOUNT>\r\n` +
    bill +
    (full ? ENTRY_LISTS : "") +
    `      </ALLLEDGERENTRIES.LIST>\r\n`
  );
}

function rupees(paise: number): string {
  return (paise / 100).toFixed(2);
}

function flags(names: string, indent: number): string {
  return names
    .split(" ")
    .map((name) => `${" ".repeat(indent)}<${name}>No</${name}>\r\n`)
    .join("");
}

function lists(names: string, indent: number): string {
  return names
    .split(" ")
    .map((name) => `${" ".repeat(indent)}<${name}.LIST>      </${name}.LIST>\r\n`)
    .join("");
}
