import { standingMerges, standingOfKind, type CorrectionRow } from "../corrections.ts";
import { partyLedgers, type PartyLedgerRow } from "../party-ledgers.ts";
import type { BooksReader } from "../snapshot.ts";

/** What people say of tax. */
export type StandingTds = {
  /** What holds, and the merges it is read through; none where nobody says anything of tax. */
  corrections: CorrectionRow[];
  /** The parties that any of it speaks of. */
  parties: PartyLedgerRow[];
};

/** Everything that people say of tax and that holds. */
export async function standingTds(reader: BooksReader): Promise<StandingTds> {
  const profiles = await standingOfKind(reader, "tds-profile");
  if (profiles.length === 0) return { corrections: [], parties: [] };
  const merges = await standingMerges(reader);
  const corrections = [...profiles, ...merges];
  const guids = [
    ...corrections.map(({ ledgerGuid }) => ledgerGuid),
    ...merges.map(({ value }) => (value as { intoGuid: string }).intoGuid),
  ];
  return { corrections, parties: await partyLedgers(reader, { guids: [...new Set(guids)] }) };
}
