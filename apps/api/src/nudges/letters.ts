import { freshnessAt } from "@cfa/books/freshness";
import type { Letter } from "@cfa/contract/letters";
import type { LetterRow } from "@cfa/db/queries/nudges/letters";
import { booksStanding, nudgeSaid, nudgeTemplates } from "@cfa/db/queries/nudges/said";
import { standingRows } from "@cfa/db/queries/nudges/standing-rows";
import { partyRoots } from "@cfa/db/queries/party-roots";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import type { BooksFact, PartyStanding } from "@cfa/nudges/facts";
import {
  judgeLetter,
  letterText,
  type LetterCode,
  type LetterRules,
  type LetterText,
} from "@cfa/nudges/judge-letter";
import { partyStanding, RECEIVED_DAYS } from "@cfa/nudges/party-standing";
import type { SaidNow } from "@cfa/nudges/say-now";
import { USUAL_LADDER } from "@cfa/nudges/usual-ladder";
import { idOut } from "@cfa/values/ids";
import { paiseToJson } from "@cfa/values/money";

import type { Scope } from "../context.ts";
import { readTextRules } from "./text-rules.ts";

/** A letter as it stands now: what it says and how, or why it is not printed. `party`: null where Tally has it no more. */
export type JudgedLetter = LetterRow & {
  readonly party: (PartyStanding & { readonly ledgerId: string }) | null;
} & ({ readonly now: SaidNow; readonly text: LetterText } | { readonly code: LetterCode });
export type PrintedLetter = Extract<JudgedLetter, { now: SaidNow }>;

/** Letters as they stand by the books of this moment: what was paid since they were let out is asked for by none. */
export async function judgeLetters(
  reader: BooksReader,
  rows: readonly LetterRow[],
  { now, today, publicUrl }: Pick<Scope, "now" | "today"> & { publicUrl: string },
): Promise<JudgedLetter[]> {
  const said = await nudgeSaid(reader);
  const rules: LetterRules = {
    isOn: said?.isOn ?? false,
    ladder: { ...USUAL_LADDER, ...said?.ladder },
    templates: await nudgeTemplates(reader),
    text: await readTextRules(reader, { today, publicUrl }),
  };
  const wanted = [...new Set(rows.map(({ nudge }) => nudge.guid))];
  const found = await standingRows(reader, { wanted, now, receivedDays: RECEIVED_DAYS });
  const parties = new Map(
    found.parties.map((party) => {
      const { guid, ledgerId } = party.root;
      return [guid, { ...partyStanding(party, found, today), ledgerId }];
    }),
  );
  const standing = await booksStanding(reader);
  const books: BooksFact = { ...standing, freshness: freshnessAt(standing.readAt, now) };
  const roots = await partyRoots(reader);
  return rows.map((row) => {
    const party = parties.get(roots.get(row.nudge.guid) ?? row.nudge.guid) ?? null;
    return { ...row, party, ...judged(row, party, { rules, books, on: { today, now } }) };
  });
}

function judged(
  { nudge }: LetterRow,
  party: PartyStanding | null,
  { rules, books, on }: { rules: LetterRules; books: BooksFact; on: Pick<Scope, "now" | "today"> },
): { now: SaidNow; text: LetterText } | { code: LetterCode } {
  if (party === null) return { code: "paid" };
  const facts = { nudge, party, books, offerHeldOut: party.offer?.isHeldOut ?? false };
  const now = judgeLetter(facts, rules, on);
  if ("code" in now) return now;
  const text = letterText({ nudge, party }, now, { ...rules, today: on.today });
  return text === null ? { code: "preflight" } : { now, text };
}

/** A letter as it is shown. */
export function letterOut(letter: JudgedLetter): Letter {
  const { nudge, party, madeAt } = letter;
  const now = "now" in letter ? letter.now : null;
  return {
    nudgeId: idOut("nudge", nudge.nudgeId),
    kind: nudge.kind,
    stage: now?.stage ?? nudge.stage,
    party: party === null ? null : { partyId: idOut("party", party.ledgerId), name: party.name },
    day: nudge.day,
    language: nudge.language,
    bills: (now ?? nudge).bills.length,
    amount: paiseToJson((now ?? nudge).amount),
    leftOut: "code" in letter ? letter.code : null,
    madeAt: madeAt?.toISOString() ?? null,
  };
}
