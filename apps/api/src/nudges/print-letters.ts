import { payReference } from "@cfa/contract/pay-reference";
import type { CompanyTx } from "@cfa/db/company-scope";
import { makePayToken } from "@cfa/db/pay-token";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { companyProfile } from "@cfa/db/queries/company-profile";
import { addLink } from "@cfa/db/queries/nudges/claim";
import { keepLetterText, letterAddresses, type LetterRow } from "@cfa/db/queries/nudges/letters";
import { nudgeBrand } from "@cfa/db/queries/nudges/said";
import { payDetail } from "@cfa/db/queries/settings/pay-detail";
import type { Letter } from "@cfa/reports/letters";

import type { Scope } from "../context.ts";
import { upiLimit } from "../pay-page/read.ts";
import { waysToPay, type WaysToPay } from "../pay-page/ways-to-pay.ts";
import { letterPaper, type LetterFrame } from "./letter-paper.ts";
import { judgeLetters, type PrintedLetter } from "./letters.ts";

type Printing = Pick<LetterFrame, "from" | "brand" | "today"> & {
  readonly publicUrl: string;
  readonly addresses: ReadonlyMap<string, string[]>;
  readonly waysOf: (letter: PrintedLetter) => WaysToPay | null;
};

/**
 * Puts letters on paper as they stand now, each with a link of its own, and notes it. What is not to be printed any more is left out. The caller holds the lock of
 * nudges, so that nothing is marked meanwhile.
 */
export async function printLetters(
  tx: CompanyTx,
  rows: readonly LetterRow[],
  { scope, publicUrl }: { scope: Scope; publicUrl: string },
): Promise<{ letters: Letter[]; company: string }> {
  const { now, today } = scope;
  const judged = await judgeLetters(tx, rows, { now, today, publicUrl });
  const printed = judged.filter((letter): letter is PrintedLetter => "now" in letter);
  const { name, gstin } = await companyProfile(tx);
  const printing: Printing = {
    from: { name, lines: gstin === null ? [] : [`GSTIN ${gstin}`] },
    brand: await nudgeBrand(tx),
    today,
    publicUrl,
    addresses: await letterAddresses(
      tx,
      printed.flatMap(({ party }) => party?.guid ?? []),
    ),
    waysOf: await waysIn(tx, today),
  };
  const letters: Letter[] = [];
  for (const letter of printed) letters.push(await printOne(tx, letter, { ...printing, scope }));
  if (letters.length > 0) {
    const detail = { letters: letters.length };
    await addAuditEntry(tx, { user: scope.user, action: "report.letters", detail });
  }
  return { letters, company: name };
}

async function printOne(
  tx: CompanyTx,
  letter: PrintedLetter,
  { scope, publicUrl, addresses, waysOf, ...frame }: Printing & { scope: Scope },
): Promise<Letter> {
  const { nudge, attemptId, text, party } = letter;
  const at = scope.now;
  const link = text.hasLink ? makePayToken() : null;
  if (link !== null) await addLink(tx, nudge, { tokenHash: link.tokenHash, attemptId, at });
  await keepLetterText(tx, attemptId, { text: text.whole, at });
  const page = nudge.offerId === null ? "n" : "pay";
  return letterPaper(letter, {
    ...frame,
    toLines: addresses.get(party?.guid ?? "") ?? [],
    url: link === null ? null : `${publicUrl}/${page}/${link.token}`,
    ways: waysOf(letter),
  });
}

/** How what a letter asks for can be paid; null: it asks for nothing. */
async function waysIn(tx: CompanyTx, today: Scope["today"]): Promise<Printing["waysOf"]> {
  const to = (await payDetail(tx)) ?? null;
  const limit = await upiLimit(tx, today);
  return ({ nudge, now }) => {
    if (nudge.kind === "thanks") return null;
    const [first, ...others] = now.bills;
    const billName = others.length === 0 ? (first?.name ?? "") : `${first?.name} and ${others.length} more`;
    const reference = payReference(nudge.offerId ?? nudge.nudgeId);
    return waysToPay(now.amount, { to, upiLimit: limit, reference, billName });
  };
}
