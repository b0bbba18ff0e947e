import type { SampleCompany } from "./make-sample-company.ts";
import type { Allocation, Entry, Ledger, Voucher } from "./tally-books.ts";

/** What a sample company is made of, by the name people give it, and how often it is in it. */
export function ingredientsOf(company: SampleCompany): Map<string, number> {
  return new Map([...inMasters(company), ...inVouchers(company), ...inTruth(company)]);
}

type Counts = [ingredient: string, count: number][];

function inMasters({ ledgers, groups, truth }: SampleCompany): Counts {
  const parties = new Set(truth.parties.map((party) => party.ledger));
  const those = ledgers.filter((ledger) => parties.has(ledger.masterId));
  const named = (test: RegExp): number => those.filter((ledger) => test.test(ledger.name)).length;
  return [
    ["bill-wise parties", those.filter((ledger) => ledger.isBillWise).length],
    ["parties without bill-wise detail", those.filter((ledger) => !ledger.isBillWise).length],
    ["opening bills", those.reduce((count, ledger) => count + ledger.openingBills.length, 0)],
    ["ledgers in a foreign currency", ledgers.filter((ledger) => ledger.currency !== "").length],
    ["groups of groups", groups.filter((group) => group.reservedName === "").length],
    ["names with an ampersand", named(/&/)],
    ["names with quotes", named(/["']/)],
    ["names in Devanagari", named(/[\u0900-\u097f]/)],
    ["names of one word", named(/^[^\s-]+$/)],
    ["names that share their first word", sharingFirstWord(those)],
  ];
}

function sharingFirstWord(ledgers: readonly Ledger[]): number {
  const words = ledgers.map((ledger) => ledger.name.split(" ")[0]?.toUpperCase());
  return words.filter((word, index) => words.indexOf(word) !== index).length;
}

function inVouchers(company: SampleCompany): Counts {
  const { vouchers } = company;
  const count = (test: (voucher: Voucher) => boolean): number => vouchers.filter(test).length;
  const last = vouchers.reduce((highest, { masterId }) => Math.max(highest, masterId), 0);
  const ofBase = (base: Voucher["base"]): number => count((voucher) => voucher.base === base);
  const moves = (words: string): number => movingLedger(company, words);
  return [
    [
      "receipts on account",
      count((voucher) => voucher.base === "Receipt" && allocated(voucher, "On Account")),
    ],
    ["advances", count((voucher) => allocated(voucher, "Advance"))],
    ["credit notes", ofBase("Credit Note")],
    ["debit notes", ofBase("Debit Note")],
    ["payrolls", ofBase("Payroll")],
    ["memorandum vouchers", ofBase("Memorandum")],
    ["post-dated vouchers", count((voucher) => voucher.isPostDated && voucher.date > company.through)],
    ["optional vouchers", count((voucher) => voucher.isOptional)],
    ["cancelled vouchers", count((voucher) => voucher.isCancelled)],
    [
      "vouchers in a foreign currency",
      count(({ entries }) => entries.some((entry) => entry.foreign !== undefined)),
    ],
    ["deleted vouchers", last - vouchers.length],
    ["vouchers altered later", count((voucher) => voucher.alterId > last)],
    ["GST", moves("Output CGST")],
    ["tax deposited", moves("GST Payable")],
    ["TDS withheld by us", moves("TDS Payable")],
    ["TDS withheld by customers", moves("TDS Receivable")],
    ["rent", moves("Godown Rent")],
    ["loan instalments", moves("Bajaj Finance - Term Loan")],
    ["bank charges", moves("Bank Charges")],
    ["owner's drawings", moves("R. K. Sharma - Drawings")],
  ];
}

function inTruth({ truth, vouchers }: SampleCompany): Counts {
  const { payments, parties } = truth;
  const journals = new Set(vouchers.filter(({ base }) => base === "Journal").map(({ masterId }) => masterId));
  const short = new Set(parties.filter((party) => party.role === "tds-short").map((party) => party.ledger));
  return [
    ["part payments", payments.filter((payment) => payment.side === "customer" && !payment.settled).length],
    ["payments by journal", payments.filter((payment) => journals.has(payment.voucher)).length],
    ["payments short by TDS", payments.filter((payment) => short.has(payment.party)).length],
    ["renamed parties", truth.renamed.length],
    ["duplicate parties", truth.duplicates.length],
    ["parties on both sides", parties.filter((party) => party.side === "both").length],
    ["canaries", truth.canaries.length],
    ["drifting payers", parties.filter((party) => party.pattern === "drifting").length],
    ["seasonal payers", parties.filter((party) => party.pattern === "seasonal").length],
    ...(["prompt", "on-time", "late", "risky"] as const).map((payerClass): Counts[number] => [
      `${payerClass} payers`,
      parties.filter((party) => party.side !== "supplier" && party.payerClass === payerClass).length,
    ]),
  ];
}

function allocated(voucher: Voucher, type: Allocation["type"]): boolean {
  return allocationsOf(voucher).some((allocation) => allocation.type === type);
}

function allocationsOf({ entries }: Voucher): Allocation[] {
  return entries.flatMap((entry: Entry) => entry.bills ?? []);
}

/** Vouchers with a line on the ledger of a name. */
function movingLedger({ ledgers, vouchers }: SampleCompany, name: string): number {
  const id = ledgers.find((ledger) => ledger.name === name)?.masterId;
  return vouchers.filter(({ entries }) => entries.some((entry) => entry.ledger === id)).length;
}
