import type { Result } from "@cfa/values/result";

import type { TallyDocument, TallyRefusal } from "./document.ts";

/** Why a file is not imported. */
export type ImportRefusalCode =
  | "answer"
  | "report"
  | "import-request"
  | "import-answer"
  | "error-answer"
  | "empty"
  | "hand-made"
  | "not-tally"
  | "truncated"
  | "doctype";

/** Either the file may be imported, or the code and one sentence that says what to do. */
export type ImportVerdict =
  | { readonly code: "import" }
  | { readonly code: ImportRefusalCode; readonly message: string };

/**
 * Whether a read file may be imported: masters, a Day Book and a Voucher Register carry whole records with their
 * GUIDs; everything else is a part, a total or no data of Tally's.
 */
export function importCodeOf(read: Result<TallyDocument, TallyRefusal>): ImportVerdict {
  if (!read.ok) return { code: read.error.code, message: read.error.message };
  const { kind } = read.value;
  switch (kind) {
    case "masters":
    case "day-book":
    case "voucher-register":
      return { code: "import" };
    case "collection":
      return {
        code: "answer",
        message: `This is an answer to another program's question and may hold only parts; ${EXPORT_INSTEAD}`,
      };
    case "report":
      return {
        code: "report",
        message: `This is a report with totals, not the entries behind them; ${EXPORT_INSTEAD}`,
      };
    case "import-request":
      return {
        code: "import-request",
        message: `This file was made to be imported into Tally and has no ids of Tally; ${EXPORT_INSTEAD}`,
      };
    case "import-answer":
      return {
        code: "import-answer",
        message: `This is Tally's receipt for an import, it holds no books; ${EXPORT_INSTEAD}`,
      };
    case "error-answer":
      return {
        code: "error-answer",
        message: `This is an error message of Tally${words(read.value)}; open the company in Tally, then ${EXPORT_INSTEAD}`,
      };
    case "empty":
      return {
        code: "empty",
        message: "This file holds no records; choose the period and the company in Tally and export again.",
      };
    case "not-tally":
      return { code: "not-tally", message: `This is not a file from Tally; ${EXPORT_INSTEAD}` };
  }
}

const EXPORT_INSTEAD = "export the masters and the Day Book from Tally (Alt+E, format XML) and import those.";

function words(document: TallyDocument): string {
  return document.lineError === undefined ? "" : ` ("${document.lineError.slice(0, 120)}")`;
}
