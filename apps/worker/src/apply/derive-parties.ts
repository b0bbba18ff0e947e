import type { Correction } from "@cfa/books/corrections/correction";
import { partyKindOf } from "@cfa/books/party";
import { deriveParty } from "@cfa/books/settle";
import { partyInputOf, type CompanyTerms, type StoredLedger } from "@cfa/books/stored-party";
import type { VoucherKind } from "@cfa/books/voucher-kind";
import type { CompanyTx } from "@cfa/db/company-scope";
import {
  analyzePartyBooks,
  dropBooksOfOthers,
  keepPartyBooks,
  touchedParties,
  type DerivedParty,
  type TouchedParty,
} from "@cfa/db/queries/apply/party-books";
import { partyLedgerLines, type PartyLedgerLine } from "@cfa/db/queries/party-ledgers";
import { keepStatedSums } from "@cfa/db/queries/apply/stated-sums";
import { creditDaysToDerive } from "@cfa/db/queries/settings/company-setting";
import type { LocalDate } from "@cfa/values/local-date";

import { learnTds, readTdsSigns } from "./learn-tds.ts";
import { bringOverlayUp, type Overlay } from "./overlay.ts";
import { createWriter } from "./writer.ts";

/** So many lines, or those of one party, are read, derived and written at once, one after the other. */
const LINES_AT_ONCE = 8_000;
const ANALYZE_FROM_LINES = 5_000;

/** Derives the books of every party that was touched, with what people say of it, some parties at a time. Answers how many. */
export async function deriveParties(tx: CompanyTx, booksFrom: LocalDate): Promise<number> {
  const company = { booksFrom, companyCreditDays: await creditDaysToDerive(tx) };
  const overlay = await bringOverlayUp(tx, booksFrom);
  const parties = await touchedParties(tx);
  await dropBooksOfOthers(tx);
  const groups = groupsOf(parties, overlay);
  const signs = await readTdsSigns(tx);
  const writer = createWriter();
  let lines = 0;
  for await (const { some, byLedger } of withLines(tx, groups)) {
    const derived = some.flatMap((group) => derive(group, byLedger, company));
    await writer.write(async () => {
      await keepPartyBooks(tx, derived);
      await learnTds(tx, { parties: derived, signs });
    });
    lines += some.reduce((total, group) => total + group.lines, 0);
  }
  await writer.idle();
  if (lines >= ANALYZE_FROM_LINES) await analyzePartyBooks(tx);
  await keepStatedSums(tx);
  return parties.length;
}

/** The ledgers that are one party, with what holds for them. */
type Group = {
  root: TouchedParty;
  merged: TouchedParty[];
  corrections: readonly Correction[];
  lines: number;
};

function groupsOf(parties: readonly TouchedParty[], { roots, corrections }: Overlay): Group[] {
  const byGuid = new Map(parties.map((party) => [party.guid, party]));
  const rootOf = (party: TouchedParty) => byGuid.get(roots.get(party.guid) ?? "") ?? party;
  const groups = Map.groupBy(parties, rootOf);
  return [...groups].map(([root, ledgers]) => ({
    root,
    merged: ledgers.filter((party) => party !== root),
    corrections: corrections.get(root.guid) ?? [],
    lines: ledgers.reduce((total, party) => total + party.lines, 0),
  }));
}

type Share = { some: Group[]; byLedger: Map<string, PartyLedgerLine[]> };

/** Each share with its lines; the database looks for the next one's lines, and writes the last one, while this one is derived. */
async function* withLines(tx: CompanyTx, groups: readonly Group[]): AsyncGenerator<Share> {
  const shares = inShares(groups);
  const read = (): Promise<Share> | undefined => {
    const { value: some } = shares.next();
    if (some === undefined) return undefined;
    const ledgerIds = some.flatMap(({ root, merged }) => [root, ...merged].map((party) => party.ledgerId));
    const share = partyLedgerLines(tx, ledgerIds).then((rows) => ({
      some,
      byLedger: Map.groupBy(rows, (row) => row.ledgerId),
    }));
    share.catch(() => undefined); // awaited in the next turn, where it is thrown
    return share;
  };
  for (let next = read(); next !== undefined;) {
    const share = await next;
    next = read();
    yield share;
  }
}

function* inShares(groups: readonly Group[]): Generator<Group[], undefined> {
  let share: Group[] = [];
  let lines = 0;
  for (const group of groups) {
    if (share.length > 0 && lines + group.lines > LINES_AT_ONCE) {
      yield share;
      share = [];
      lines = 0;
    }
    share.push(group);
    lines += group.lines;
  }
  if (share.length > 0) yield share;
  return undefined;
}

/** The party's books; the ledgers put together with it have none of their own. */
function derive(
  { root, merged, corrections }: Group,
  byLedger: ReadonlyMap<string, PartyLedgerLine[]>,
  company: CompanyTerms,
): DerivedParty[] {
  const stored = (party: TouchedParty): StoredLedger => ({
    party,
    lines: byLedger.get(party.ledgerId) ?? [],
  });
  const input = partyInputOf(stored(root), company, { corrections, merged: merged.map(stored) });
  const books = deriveParty(input);
  return [
    { ...ledgerOf(root, input.lines), books },
    ...merged.map((party) => ({
      ...ledgerOf(party, byLedger.get(party.ledgerId) ?? []),
      books: { bills: [], unapplied: [] },
    })),
  ];
}

function ledgerOf(
  { ledgerId, homeSide, hadBooks }: TouchedParty,
  lines: readonly { kind: string }[],
): Omit<DerivedParty, "books"> {
  const kinds = lines.map((line) => line.kind as VoucherKind);
  return { ledgerId, hadBooks, partyKind: partyKindOf(homeSide, kinds) };
}
