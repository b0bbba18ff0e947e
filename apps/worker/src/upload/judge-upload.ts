import type { UploadNote } from "@cfa/contract/uploads";
import type { UploadFileRow, UploadStateName } from "@cfa/db/queries/uploads/rows";
import type { BooksFrom } from "@cfa/db/queries/uploads/standing";

import { note } from "./notes.ts";

/** What an upload has come to, and which of its files these books cannot take. */
export type Judgement = {
  readonly state: UploadStateName;
  readonly refused: ReadonlyMap<number, UploadNote>;
  readonly warnings: readonly UploadNote[];
  readonly refusal: UploadNote | null;
};

/**
 * Holds the files against each other and against the books: one company, the one these books are bound to; and never
 * Tally's own records beside lists that would count the same bills again.
 */
export function judgeUpload(files: readonly UploadFileRow[], books: BooksFrom): Judgement {
  const taken = files.filter((file) => file.state === "read");
  const exports = taken.filter((file) => isExport(file));
  const guids = new Set(exports.flatMap((file) => file.companyGuid ?? []));
  const refused = new Map<number, UploadNote>();
  let refusal: UploadNote | null = null;
  if (guids.size > 1) {
    const names = [...new Set(exports.map((file) => file.companyName ?? file.name))].join(", ");
    refusal = { code: "two-companies", message: `${note("two-companies").message} (${names})` };
    for (const file of exports) refused.set(file.fileNo, note("two-companies"));
  }
  for (const file of taken) {
    const why = refused.get(file.fileNo) ?? faultOf(file, { books, hasExports: exports.length > 0 });
    if (why !== undefined) refused.set(file.fileNo, why);
  }
  const good = taken.filter((file) => !refused.has(file.fileNo));
  return {
    state: files.some((file) => file.state === "asking")
      ? "asking"
      : good.length > 0 && refusal === null
        ? "ready"
        : "refused",
    refused,
    refusal,
    warnings: warningsOf(good, books),
  };
}

/** A file of Tally's own with its ids, as against a list or table. */
function isExport(file: UploadFileRow): boolean {
  return ["masters", "day-book", "voucher-register"].includes(file.kind ?? "");
}

function faultOf(
  file: UploadFileRow,
  { books, hasExports }: { books: BooksFrom; hasExports: boolean },
): UploadNote | undefined {
  if (isExport(file)) {
    if (file.companyGuid === null) return note("no-company");
    if (books.guid !== null && books.guid !== file.companyGuid) return note("wrong-company");
    return books.hasListRecords ? note("has-lists") : undefined;
  }
  if (books.isAgentFed) return note("agent-fed");
  return books.hasTallyRecords || hasExports ? note("has-tally-books") : undefined;
}

function warningsOf(files: readonly UploadFileRow[], books: BooksFrom): UploadNote[] {
  const exports = files.filter(isExport);
  const hasVouchers = exports.some((file) => file.kind !== "masters");
  const hasMasters = exports.some((file) => hasLedgers(file)) || books.hasTallyLedgers;
  const name = exports.find((file) => file.companyName !== null)?.companyName ?? null;
  return [
    ...(hasVouchers && !hasMasters ? [note("no-masters")] : []),
    ...(name !== null && !isAlike(name, books.name) ? [note("another-name")] : []),
    ...(exports.length > 0 && books.guid === null ? [note("binds")] : []),
  ];
}

function hasLedgers(file: UploadFileRow): boolean {
  const { counts } = file.summary as { counts?: { kind: string }[] };
  return (counts ?? []).some((count) => count.kind === "ledger");
}

function isAlike(a: string, b: string): boolean {
  return plain(a).startsWith(plain(b)) || plain(b).startsWith(plain(a));
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
