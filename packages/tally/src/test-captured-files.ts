import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** Where files captured from real Tallies lie beside the repository, on the machines that have them. */
export const CAPTURED_FOLDER = resolve(import.meta.dirname, "../../../../shared/tally-fixtures");

export const hasCapturedFiles = existsSync(CAPTURED_FOLDER);

/** What a captured file is, what import says of it, and what it holds; counts that are left out are 0. */
export type Captured = [kind: string, importCode: string, counts: Record<string, number>];

/** What each captured file holds, counted independently of this parser. */
export const CAPTURED: Record<string, Captured> = {
  "connector-tdlreport-creditnotes.xml": ["report", "report", { vouchers: 4, balanced: 4, bills: 4 }],
  "connector-tdlreport-currencies.xml": ["report", "report", {}],
  "connector-tdlreport-empty.xml": ["empty", "empty", {}],
  "connector-tdlreport-groups.xml": ["report", "report", { groups: 61 }],
  "connector-tdlreport-journals.xml": ["report", "report", { vouchers: 100, balanced: 100, bills: 50 }],
  "connector-tdlreport-ledgers.xml": ["report", "report", { ledgers: 295 }],
  "connector-tdlreport-receipts.xml": ["report", "report", { vouchers: 100, balanced: 100, bills: 106 }],
  "connector-tdlreport-reversingjournal.xml": ["report", "report", { vouchers: 1 }],
  "connector-tdlreport-sales.xml": ["report", "report", { vouchers: 100, balanced: 100, bills: 89 }],
  "erp9-collection-ledgers-14-xml11.xml": ["collection", "answer", { ledgers: 13, bills: 2 }],
  "erp9-daybook-156-with-cancelled.xml": [
    "day-book",
    "import",
    { vouchers: 156, cancelled: 10, balanced: 144, bills: 174 },
  ],
  "erp9-export-journal-newref-agstref-utf16le.xml": [
    "day-book",
    "import",
    { vouchers: 1, balanced: 1, bills: 2 },
  ],
  "erp9-export-ledgers-openingbills-xml11-utf16le.xml": [
    "masters",
    "import",
    { groups: 31, ledgers: 13, bills: 2 },
  ],
  "prime-collection-company-1.xml": ["collection", "answer", {}],
  "prime-collection-empty.xml": ["empty", "empty", {}],
  "prime-collection-groups-29.xml": ["collection", "answer", { groups: 28 }],
  "prime-collection-ledger-balances-3390.xml": ["collection", "answer", { ledgers: 3389 }],
  "prime-collection-ledgers-817.xml": ["collection", "answer", { ledgers: 816 }],
  "prime-collection-voucher-headers-45.xml": ["collection", "answer", { vouchers: 45 }],
  "prime-daybook-1payment-utf16le.xml": ["day-book", "import", { vouchers: 1, balanced: 1 }],
  "prime-daybook-1payment-utf8bom.xml": ["day-book", "import", { vouchers: 1, balanced: 1 }],
  "prime-daybook-2sales-30days-utf16le.xml": ["day-book", "import", { vouchers: 2, balanced: 2, bills: 1 }],
  "prime-daybook-journal-payment.xml": ["day-book", "import", { vouchers: 2, balanced: 2 }],
  "prime-error-report-not-found-utf16le.xml": ["error-answer", "error-answer", {}],
  "prime-export-2vouchers-advance-agstref-utf16le.xml": [
    "day-book",
    "import",
    { vouchers: 2, balanced: 2, bills: 2 },
  ],
  "prime-export-masters-utf16le.xml": [
    "masters",
    "import",
    { groups: 38, ledgers: 9, voucherTypes: 24, bills: 1 },
  ],
  "prime-import-request-masters-raw-control-bytes.xml": ["import-request", "import-request", { ledgers: 46 }],
  "prime-import-response-139-altered-124-exceptions-utf16le.txt": ["import-answer", "import-answer", {}],
  "prime-import-screen-echo-utf8bom.xml": ["error-answer", "error-answer", {}],
  "prime-report-bills-receivable-632-hindi.xml": ["report", "report", { bills: 632 }],
  "prime-report-profit-loss.xml": ["report", "report", {}],
  "prime-tally-imp-log-utf8bom.txt": ["not-tally", "not-tally", {}],
  "prime-voucher-register-1sale-raw-controls.xml": [
    "voucher-register",
    "import",
    { vouchers: 1, balanced: 1, bills: 1 },
  ],
  "prime7-collection-company-counters.xml": ["collection", "answer", {}],
  "prime7-error-report-company-not-open.xml": ["error-answer", "error-answer", {}],
  "prime7-report-bills-receivable-6.xml": ["report", "report", { bills: 6 }],
  "synthetic-error-company-not-found.xml": ["error-answer", "error-answer", {}],
  "synthetic-import-masters-nonstandard.xml": ["import-request", "hand-made", { ledgers: 22 }],
  "synthetic-import-success.xml": ["import-answer", "import-answer", {}],
};
