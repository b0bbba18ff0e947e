import { ofKind, type Correction } from "@cfa/books/corrections/correction";
import type { CorrectionGround, LedgerFacts } from "@cfa/books/corrections/ground";
import { rootsOf } from "@cfa/books/corrections/party-group";
import { readCorrection } from "@cfa/books/corrections/stored";
import { deriveParty } from "@cfa/books/settle";
import { partyInputOf, type StoredLedger } from "@cfa/books/stored-party";
import { standingCorrections, standingMerges, type CorrectionRow } from "@cfa/db/queries/corrections";
import { partyLedgerLines, partyLedgers, type PartyLedgerRow } from "@cfa/db/queries/party-ledgers";
import { booksBegin } from "@cfa/db/queries/trial-balance";
import { companySetting } from "@cfa/db/queries/settings/company-setting";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import type { LocalDate } from "@cfa/values/local-date";

/** What a correction of one party is checked against: facts alone, and what people have said of it so far. */
export type PartyGround = CorrectionGround & {
  /** All that is said of the party and of the ledgers under it, in the order it was made. */
  readonly rows: readonly CorrectionRow[];
  readonly standing: readonly Correction[];
  /** GUIDs of ledgers that stand under another party. */
  readonly merged: ReadonlySet<string>;
};

const FIRST_DAY = "1900-04-01" as LocalDate; // of a company that has no books yet

/**
 * Reads a party by the id or GUID of any of its ledgers: of a merged party all of them. `others`: ledgers that a merge speaks of.
 * Undefined when it is no party of the company.
 */
export async function readGround(
  reader: BooksReader,
  wanted: { ledgerId: string } | { guid: string },
  others: readonly string[] = [],
): Promise<PartyGround | undefined> {
  const [asked] = await partyLedgers(
    reader,
    "guid" in wanted ? { guids: [wanted.guid] } : { ledgerIds: [wanted.ledgerId] },
  );
  if (asked === undefined) return undefined;
  const merges = (await standingMerges(reader)).map((row) => readCorrection(row));
  const roots = rootsOf(ofKind(merges, "merge"));
  const headGuid = roots.get(asked.guid) ?? asked.guid;
  const under = [...roots].filter(([, root]) => root === headGuid).map(([guid]) => guid);
  const facts = await partyLedgers(reader, { guids: [headGuid, ...under, ...others] });
  const head = facts.find((row) => row.guid === headGuid) ?? asked;
  const parts = facts.filter((row) => row.guid === head.guid || under.includes(row.guid));
  const stored = await storedLedgers(reader, parts);
  const { defaultCreditDays: companyCreditDays } = await companySetting(reader);
  const input = partyInputOf(
    stored.find(({ party }) => party.guid === head.guid) ?? { party: head, lines: [] },
    { booksFrom: ((await booksBegin(reader)) as LocalDate | null) ?? FIRST_DAY, companyCreditDays },
    { merged: stored.filter(({ party }) => party.guid !== head.guid) },
  );
  const rows = await standingCorrections(
    reader,
    parts.map((row) => row.guid),
  );
  return {
    ledger: ledgerFacts(asked),
    input,
    books: deriveParty(input),
    others: new Map(facts.map((row) => [row.guid, ledgerFacts(row)])),
    rows,
    standing: rows
      .filter((row) => row.state === "active" || row.state === "conflict")
      .map((row) => readCorrection(row)),
    merged: new Set(merges.map((merge) => merge.ledgerGuid)),
  };
}

async function storedLedgers(
  reader: BooksReader,
  parties: readonly PartyLedgerRow[],
): Promise<StoredLedger[]> {
  const lines = await partyLedgerLines(
    reader,
    parties.map((party) => party.ledgerId),
  );
  const byLedger = Map.groupBy(lines, (line) => line.ledgerId);
  return parties.map((party) => ({ party, lines: byLedger.get(party.ledgerId) ?? [] }));
}

function ledgerFacts(row: PartyLedgerRow): LedgerFacts {
  const { guid, name, aliases, homeSide, gstin, phone, email, reach, creditLimit } = row;
  const creditPeriod = row.creditPeriod?.text ?? null;
  return { guid, name, aliases, homeSide, gstin, phone, email, reach, creditLimit, creditPeriod };
}
