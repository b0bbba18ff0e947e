/*
 * Small documents in Tally's spellings for the tests of this package: a company of our own with a few books.
 */

export const COMPANY_GUID = "11111111-2222-4333-8444-555555555555";

/** The GUID of an object of that company. */
export function guidOf(number: number): string {
  return `${COMPANY_GUID}-${number.toString(16).padStart(8, "0")}`;
}

/** A file as Tally exports it: masters and vouchers in the import wrapper. */
export function exportFile(messages: readonly string[], company = "Asha &amp; Sons"): string {
  const body = messages
    .map((message) => `<TALLYMESSAGE xmlns:UDF="TallyUDF">${message}</TALLYMESSAGE>`)
    .join("\r\n");
  return `<ENVELOPE>
 <HEADER><TALLYREQUEST>Import Data</TALLYREQUEST></HEADER>
 <BODY><IMPORTDATA><REQUESTDESC><REPORTNAME>All Masters</REPORTNAME><STATICVARIABLES><SVCURRENTCOMPANY>${company}</SVCURRENTCOMPANY></STATICVARIABLES></REQUESTDESC>
 <REQUESTDATA>${body}</REQUESTDATA></IMPORTDATA></BODY>
</ENVELOPE>`;
}

/** An answer to a collection request, with the counts Tally puts before the rows. */
export function collectionAnswer(rows: readonly string[]): string {
  return `<ENVELOPE><HEADER><VERSION>1</VERSION><STATUS>1</STATUS></HEADER><BODY>
 <DESC><CMPINFO><COMPANY>0</COMPANY><GROUP>0</GROUP><LEDGER>12</LEDGER><VOUCHER>0</VOUCHER></CMPINFO></DESC>
 <DATA><COLLECTION>${rows.join("")}</COLLECTION></DATA></BODY></ENVELOPE>`;
}

export type EntryLine = { ledger: string; amount: string; more?: string; deemed?: string };

/** The inside of an entry. */
export function entryLine({ ledger, amount, more = "", deemed }: EntryLine): string {
  const side = deemed ?? (amount.trim().startsWith("-") ? "Yes" : "No");
  return `<LEDGERNAME>${ledger}</LEDGERNAME><ISDEEMEDPOSITIVE>${side}</ISDEEMEDPOSITIVE><AMOUNT>${amount}</AMOUNT>${more}`;
}

/** A voucher as exports write it; `lines` go into ALLLEDGERENTRIES, `head` among its own tags. */
export function voucher(
  number: number,
  options: {
    type?: string;
    lines?: readonly EntryLine[];
    head?: string;
    attributes?: string;
    guid?: string;
  } = {},
): string {
  const type = options.type ?? "Journal";
  const guid = options.guid ?? guidOf(number);
  const lines = (options.lines ?? [])
    .map((line) => `<ALLLEDGERENTRIES.LIST>${entryLine(line)}</ALLLEDGERENTRIES.LIST>`)
    .join("");
  return `<VOUCHER REMOTEID="${guid}" VCHTYPE="${type}" ${options.attributes ?? 'ACTION="Create"'}>
  <DATE>20250402</DATE><GUID>${guid}</GUID><VOUCHERTYPENAME>${type}</VOUCHERTYPENAME><VOUCHERNUMBER>${number}</VOUCHERNUMBER>
  <ALTERID> ${number}</ALTERID><MASTERID> ${number}</MASTERID><ISDELETED>No</ISDELETED>${options.head ?? ""}${lines}
  <INVENTORYENTRIES.LIST>      </INVENTORYENTRIES.LIST></VOUCHER>`;
}

/** A ledger as exports write it. */
export function ledger(number: number, name: string, inside = ""): string {
  return `<LEDGER NAME="${name}" RESERVEDNAME=""><GUID>${guidOf(number)}</GUID><ALTERID> ${number}</ALTERID>${inside}
  <LANGUAGENAME.LIST><NAME.LIST TYPE="String"><NAME>${name}</NAME></NAME.LIST><LANGUAGEID> 1033</LANGUAGEID></LANGUAGENAME.LIST></LEDGER>`;
}
