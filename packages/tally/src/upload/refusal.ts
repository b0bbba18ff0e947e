/** Why a file is not taken, with one sentence that says what to do. */
export type FileRefusal = { readonly code: FileRefusalCode; readonly message: string };

export type FileRefusalCode =
  | "answer"
  | "report"
  | "import-request"
  | "import-answer"
  | "error-answer"
  | "empty"
  | "hand-made"
  | "inverted"
  | "not-tally"
  | "truncated"
  | "doctype"
  | "spreadsheet"
  | "too-large"
  | "zip-unsafe"
  | "no-rows";

/** The sentences of refusals that have but one. */
export const REFUSALS: Readonly<Record<Exclude<FileRefusalCode, "error-answer">, string>> = {
  answer:
    "This is an answer to another program's question and may hold only parts; export the masters and the Day Book from Tally (Alt+E, format XML).",
  report:
    "This report is not one we read; export the masters and the Day Book, or Bills Receivable and Bills Payable, from Tally (Alt+E, format XML).",
  "import-request":
    "This file was made to be imported into Tally and has no ids of Tally; export from Tally itself.",
  "import-answer":
    "This is Tally's receipt for an import, it holds no books; export the masters and the Day Book.",
  empty: "This file holds nothing; choose the period and the company in Tally and export again.",
  "hand-made":
    "This file imitates Tally's format but Tally did not write it; export the data from Tally itself.",
  inverted:
    "Nearly every sum in this file stands on the wrong side, so every figure would be turned round; check which report it is, or export it from Tally itself.",
  "not-tally":
    "This is neither a file from Tally nor a table; export from Tally (Alt+E) as XML or JSON, or save a table as CSV.",
  truncated: "This file ends in the middle or is damaged; export it again and let it finish.",
  doctype: "This file contains a DOCTYPE, which Tally never writes; it is not opened for safety.",
  spreadsheet:
    "This is a spreadsheet; open it and save the sheet as CSV, or export from Tally as XML or JSON.",
  "too-large": "This file is larger than any export we take; export a shorter period.",
  "zip-unsafe":
    "This zip file is built in a way that is not opened for safety (protected, nested, or far larger inside than outside); send the files themselves.",
  "no-rows": "No row of this table could be read with these columns; check what each column means.",
};

/** A refusal with its usual sentence. */
export function refusal(code: keyof typeof REFUSALS): FileRefusal {
  return { code, message: REFUSALS[code] };
}
