import { countText } from "../count-text";
import { counted } from "../counted";

/** The sentences of the pages where files are handed in, in English. */
export const uploadEn = {
  heading: "Files from Tally",
  subtitle: "For companies where no agent can run beside Tally",
  preview: "What the files hold",
  notForViewers: "Only the owner and the accountant hand in files.",
  choose: "Choose files exported from Tally, a zip of them, or tables saved as CSV.",
  pick: "Choose files",
  nothingYet: "Nothing changes until you have seen what the files hold and said yes.",
  sending: (sent: string, total: string) => `Sending: ${sent} of ${total}`,
  reading: (read: string, total: string) => `Reading: ${read} of ${total}`,
  stop: "Stop",
  faults: {
    "too-many-files": "These are too many files at once. Send at most 50, or put them into a zip.",
    "too-large-file": "A file is larger than 4 GB. Export a shorter period.",
  },
  notOpened:
    "This device could not open these files. Keep them on the device itself, then choose them again.",
  whatHeading: "What is taken",
  what: [
    {
      title: "Masters and Day Book",
      text: "From Tally with Alt+E, as XML, or as JSON from TallyPrime 7. Set the period first (Alt+F2): the Day Book shows one day. This is the fullest way.",
    },
    {
      title: "Bills Receivable and Bills Payable",
      text: "As XML or CSV. All that is open on one day; each new list takes the place of the one before.",
    },
    {
      title: "Sales, purchases, receipts, payments",
      text: "As CSV. What the columns mean is asked once and remembered.",
    },
  ],
  earlier: "Handed in lately",
  none: "No files have been handed in yet.",
  records: (n: number) => counted(n, "record"),
  states: {
    receiving: "Not all sent",
    reading: "Being read",
    asking: "Question",
    ready: "Not in the books yet",
    refused: "Refused",
    failed: "Failed",
    committed: "In the books",
    queued: "On its way",
    applied: "In the books",
    takenBack: "Taken back",
  },
  standing: {
    receiving: "Not all of the files have been sent. Send them again.",
    reading: "The files are being read. Nothing is in the books yet.",
    asking: "Something must be known before the files can be read to the end.",
    ready: "Nothing of this is in the books yet. Look it through, then take it in.",
    refused: "Nothing of this can be taken. The reasons stand below.",
    failed: "This did not work because of a fault on our side. The books are as they were.",
    committed: "Taken in.",
    queued: "Being taken into the books. This page shows when it is done.",
    applied: "In the books.",
    appliedWith: (n: string) => `In the books; ${n} set aside with their reasons, under Tally sync.`,
    takingBack: "Being taken out of the books again.",
    takenBack: "Taken back: the books are as if these files had not come.",
  },
  goesAt: (moment: string) => `If it is not taken in, it goes by itself on ${moment}.`,
  commit: "Take into the books",
  cancel: "Cancel",
  takeBack: "Take back",
  takeBackHeading: "Take this out of the books again?",
  takeBackText: "What came with these files alone goes, and what they replaced comes back as it was.",
  takeBackLimits:
    "What a later sync or file has changed since stays as that left it. Corrections and notes that you made yourself stay.",
  takeBackYes: "Yes, take it back",
  insideOf: (zip: string) => `in ${zip}`,
  fileStates: {
    receiving: "Being sent",
    waiting: "Waiting",
    reading: "Being read",
    asking: "Question",
    read: "Can be taken",
    refused: "Refused",
  },
  kinds: {
    masters: "Masters",
    "day-book": "Day Book",
    "voucher-register": "Voucher Register",
    receivable: "Bills receivable",
    payable: "Bills payable",
    sales: "Sales",
    purchases: "Purchases",
    receipts: "Receipts",
    payments: "Payments",
  },
  asOf: "True for",
  period: "Days in it",
  debits: "Debits",
  credits: "Credits",
  recordKinds: {
    group: "Groups",
    ledger: "Ledgers",
    "voucher-type": "Voucher types",
    voucher: "Vouchers",
    party: "Parties",
    bill: "Bills",
  },
  fates: {
    new: (n: string) => `${n} new`,
    changed: (n: string) => `${n} changed`,
    unchanged: (n: string) => `${n} unchanged`,
    older: (n: string) => `${n} older, left out`,
    gone: (n: string) => `${n} gone`,
  },
  firstRows: "First rows",
  refusedRows: "Rows not taken",
  refusedHint: "Each with its line and the reason. The rest goes on without them.",
  download: "Save as CSV",
  share: "Share as CSV",
  line: (file: string, line: number) => `${file}, line ${countText(line)}`,
  confirm:
    "This layout is new. Check what each column means; the next file of this layout will not be asked about.",
  confirmYes: "Yes, read it like this",
  whatIsIt: "What is it?",
  asOfTyped: "True for which day? (DD-MM-YYYY)",
  dateOrder: "03/04 means",
  dayFirst: "3 April",
  monthFirst: "4 March",
  column: (n: number) => `Column ${n}`,
  columnMeans: (title: string) => `What does “${title}” hold?`,
  notUsed: "Not used",
  fields: {
    date: "Date",
    number: "Bill or voucher no.",
    party: "Party",
    amount: "Amount",
    debit: "Debit",
    credit: "Credit",
    due: "Due date",
    overdue: "Days overdue",
    against: "Against which bill",
    bank: "Bank or cash",
    narration: "Narration",
  },
  draftFaults: {
    kind: "Say what this table is.",
    date: "Say which column holds the date.",
    party: "Say which column holds the party.",
    amount: "Say which column holds the amount.",
    dateOrder: "Say which number is the day.",
    asOf: "Write the day as DD-MM-YYYY, for example 31-03-2026.",
  },
  onSync: "No agent beside Tally? Hand in files exported from it.",
  notes: {
    answer:
      "This is an answer to another program's question and may hold only parts. Export masters and Day Book from Tally.",
    report: "This report is not one we read. Export masters and Day Book, or the Bills reports, from Tally.",
    "import-request":
      "This file was made to be imported into Tally and has no ids of Tally. Export from Tally itself.",
    "import-answer": "This is Tally's receipt for an import; it holds no books.",
    empty: "This file holds nothing. Choose period and company in Tally and export again.",
    "hand-made": "This file imitates Tally's format but Tally did not write it. Export from Tally itself.",
    inverted:
      "Nearly every sum stands on the wrong side, so every figure would be turned round. Check which report it is.",
    "not-tally":
      "This is neither a file from Tally nor a table. Export as XML or JSON, or save a table as CSV.",
    truncated: "This file ends in the middle or is damaged. Export it again and let it finish.",
    doctype: "This file contains a DOCTYPE, which Tally never writes; it is not opened for safety.",
    spreadsheet: "This is a spreadsheet. Save the sheet as CSV, or export from Tally as XML or JSON.",
    "too-large": "This file is larger than any export we take. Export a shorter period.",
    "zip-unsafe":
      "This zip is built in a way that is not opened for safety (protected, nested, or far larger inside). Send the files themselves.",
    "no-rows": "No row could be read with these columns. Check what each column means.",
    "wrong-company":
      "This file holds another company's books. Open that company here, or export the right one.",
    "two-companies":
      "These files hold more than one company's books. Send each company's files by themselves.",
    "no-company":
      "No object in this file carries a GUID, so its company is not known. Export it from Tally itself.",
    "agent-fed":
      "An agent reads this company's Tally, so a list or table would contradict it. Exports from Tally (XML or JSON) are taken.",
    "has-tally-books":
      "These books come from Tally itself, and a list or table would count its bills twice. Use masters and Day Book.",
    "has-lists":
      "These books were made of lists and tables, and Tally's own records would count them twice. Take those back first.",
    "two-lists":
      "There is another list of this side in this upload. A list holds all open bills, so send one.",
    "older-list": "The books stand on a newer list of this side; an older one would turn them back.",
    "no-masters":
      "There are vouchers but no ledgers and groups, so who is a customer or supplier is inferred. Export the masters too.",
    "made-of-a-table":
      "There are no masters in this file: its records get ids made of what the rows say, and parties count as inferred.",
    "list-replaces":
      "This list is all that is open on its day: bills of this side that are no longer in it count as settled and go.",
    "register-covered":
      "Rows up to the day of the list of open bills are left out; the list already holds them.",
    "registers-replaced":
      "Vouchers of earlier registers up to the list's day go; the list already holds them.",
    "one-day":
      "The file holds one day only. Tally's Day Book shows one day unless the period is changed (Alt+F2).",
    educational: "Every voucher is of day 1, 2 or 31: this looks like Tally in Educational mode.",
    unbalanced: "Some vouchers do not add up to zero; they will be set aside and the rest goes on.",
    "set-aside": "Some records could not be read; they will be set aside and the rest goes on.",
    "refused-rows": "Some rows could not be read; they are listed below and the rest goes on.",
    "older-stays": "The books have newer versions of some of these records; those stay.",
    "another-name": "The file names another company than this one. Make sure that it is the right one.",
    binds: "With this the company is bound to these books of Tally; files of other books will be refused.",
    failed: "These files could not be read because of a fault on our side. Try again, or later.",
  },
};
