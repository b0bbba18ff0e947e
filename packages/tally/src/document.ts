import type { Encoding } from "./parse/decode.ts";

/** What a document of Tally is. `not-tally` is a document that Tally never wrote or that is not XML. */
export type DocumentKind =
  | "masters"
  | "day-book"
  | "voucher-register"
  | "collection"
  | "report"
  | "import-request"
  | "import-answer"
  | "error-answer"
  | "empty"
  | "not-tally";

/** What was read. Every object that was met is in exactly one of groups, ledgers, voucherTypes, vouchers, others or unreadable. */
export type DocumentCounts = {
  groups: number;
  ledgers: number;
  voucherTypes: number;
  /** All vouchers, the cancelled and the unbalanced included. */
  vouchers: number;
  cancelled: number;
  /** Accounting vouchers with entries that are not cancelled and sum to 0.00. */
  balanced: number;
  /** Records that could not be read, and accounting vouchers that do not sum to 0.00. */
  quarantined: number;
  /** Bill allocations of vouchers, opening bills of ledgers, rows of a Bills report. */
  bills: number;
};

/** One document of Tally, read to its end. */
export type TallyDocument = {
  readonly kind: DocumentKind;
  readonly encoding: Encoding;
  readonly bytes: number;
  readonly companyName?: string;
  readonly companyGuid?: string;
  readonly counts: Readonly<DocumentCounts>;
  /** Objects whose GUID was not asked for: counted, but not carried, as they cannot be told apart. */
  readonly withoutGuid: number;
  /** Tally's own words where it refused something. */
  readonly lineError?: string;
  /** The answer to a question for one value. */
  readonly value?: string;
  /** The day number (JD) beside that value, where it is a day. */
  readonly dayNumber?: number;
  /** Tally's release and product, which only the answer to a function tells. */
  readonly release?: string;
  readonly product?: string;
  /** Prompts of a form, where Tally showed a screen instead of giving data. */
  readonly prompts?: number;
  /** Objects by the company whose GUID theirs begins with: how many are its own, how many another's. */
  readonly prefixes: ReadonlyMap<string, number>;
};

/** Why a document is not read at all, with one sentence for a person. */
export type TallyRefusal = {
  readonly code: "hand-made" | "truncated" | "doctype" | "not-tally";
  readonly message: string;
  /** What was seen until then. Nothing of it may be used as books. */
  readonly document: TallyDocument;
  /** Zero bytes stood where text should be: its encoding was not recognised. */
  readonly hasZeroBytes: boolean;
};

/** What was met in a document, from which its kind follows. */
export type Evidence = {
  root: string;
  /** Text of HEADER/TALLYREQUEST and HEADER/STATUS. */
  tallyRequest: string;
  status: string;
  importWrapper: boolean;
  hasCollection: boolean;
  /** Objects inside TALLYMESSAGE, COLLECTION or the flat ENVELOPE, of any type. */
  objects: number;
  objectsWithGuid: number;
  vouchers: number;
  /** Flat siblings of a report, and rows in an answer that are no objects we know. */
  cells: number;
  counters: number;
  prompts: number;
  lineErrors: number;
  value: boolean;
};

/** An evidence of nothing yet. */
export function noEvidence(): Evidence {
  return {
    root: "",
    tallyRequest: "",
    status: "",
    importWrapper: false,
    hasCollection: false,
    objects: 0,
    objectsWithGuid: 0,
    vouchers: 0,
    cells: 0,
    counters: 0,
    prompts: 0,
    lineErrors: 0,
    value: false,
  };
}

/** The kind of a document by what was met in it (A4, A9). */
export function kindOf(seen: Evidence): DocumentKind {
  if (seen.root === "") return "not-tally";
  if (seen.counters >= 3) return "import-answer";
  if (seen.lineErrors > 0 || seen.prompts > 0) return "error-answer";
  const request = seen.tallyRequest.toLowerCase();
  if (seen.importWrapper || request.startsWith("import")) return importKind(seen);
  if (request.startsWith("export")) return "not-tally"; // a question to Tally, not its answer
  if (seen.status === "0" && seen.objects === 0) return "error-answer";
  if (seen.hasCollection) return seen.objects > 0 ? "collection" : "empty";
  if (seen.status !== "" && seen.objects > 0) return seen.vouchers > 0 ? "voucher-register" : "masters";
  if (seen.objects > 0 || seen.cells > 0 || seen.value) return "report";
  return "empty";
}

function importKind(seen: Evidence): DocumentKind {
  if (seen.objects === 0) return "empty";
  if (seen.objectsWithGuid === 0) return "import-request";
  return seen.vouchers > 0 ? "day-book" : "masters";
}
