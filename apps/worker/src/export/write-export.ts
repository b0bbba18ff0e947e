import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import {
  endExport,
  exportedTables,
  exportLines,
  keepExportPiece,
  lockExport,
  memberLines,
  NOT_EXPORTED,
} from "@cfa/db/queries/company-export";
import { readCompany, type CompanySnapshot } from "@cfa/db/queries/snapshot";

import { zipInPieces, type PieceWriter } from "./zip-pieces.ts";

/** A file within a ZIP may have four gigabytes; this is well below. */
const PART_CHARACTERS = 500_000_000;

/**
 * Writes all that a company may take along into a ZIP: a JSON-lines file a table, read at one moment, so that its parts
 * belong together. The pieces and the word that they are whole are one transaction. Null when another was asked for since.
 */
export function writeExport(
  db: Database,
  { companyId, exportId }: { companyId: string; exportId: string },
): Promise<{ bytes: number; rows: number } | null> {
  return inCompany(
    db,
    companyId,
    async (tx) => {
      if (!(await lockExport(tx, exportId))) return null;
      const zip = zipInPieces(keeper(tx));
      const people = await memberLines(db, companyId);
      const rows = await readCompany(db, companyId, async (snapshot) => {
        zip.file("README.txt");
        await zip.add(README);
        zip.file("people.jsonl");
        await zip.add(people.map((line) => `${line}\n`).join(""));
        let count = people.length;
        for (const table of await exportedTables(snapshot)) count += await writeTable(zip, snapshot, table);
        return count;
      });
      const bytes = await zip.end();
      await endExport(tx, { exportId, state: "ready", bytes, rows });
      return { bytes, rows };
    },
    { role: "job" },
  );
}

function keeper(tx: CompanyTx): (piece: Uint8Array) => Promise<void> {
  let pieceNo = 0;
  return (piece) => keepExportPiece(tx, pieceNo++, piece);
}

async function writeTable(
  zip: PieceWriter,
  snapshot: CompanySnapshot,
  table: Parameters<typeof exportLines>[1],
): Promise<number> {
  let count = 0;
  let part = 1;
  let characters = 0;
  zip.file(`${table.name}.jsonl`);
  for await (const lines of exportLines(snapshot, table)) {
    if (characters > PART_CHARACTERS) {
      zip.file(`${table.name}-${++part}.jsonl`);
      characters = 0;
    }
    const text = lines.map((line) => `${line}\n`).join("");
    characters += text.length;
    count += lines.length;
    await zip.add(text);
  }
  return count;
}

const README = `Everything that CFA keeps of this company, one file a table, one JSON object a line.
Sums are whole paise as text, days are YYYY-MM-DD, moments are ISO 8601. "fact" is what Tally said; "audit_entry" who did what.
Not in it, and why:
${Object.entries(NOT_EXPORTED)
  .map(([table, reason]) => `  ${table}: ${reason}`)
  .join("\n")}
Of keys, invitations and pairings the hashes are left out.
`;
