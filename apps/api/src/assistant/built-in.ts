import { withCalculation } from "@cfa/assistant/answer/calculate";
import { draftText } from "@cfa/assistant/answer/draft-text";
import { sayAnswer } from "@cfa/assistant/answer/say-answer";
import { titleOf } from "@cfa/assistant/answer/title";
import { answerWords, fill } from "@cfa/assistant/answer/words";
import type { AnswerWords } from "@cfa/assistant/answer/words-en";
import { plainLine } from "@cfa/assistant/answer/write-cell";
import { CATALOGUE } from "@cfa/assistant/catalogue";
import { checkAsked } from "@cfa/assistant/check-query";
import type { Understanding } from "@cfa/assistant/understand";
import type { Answer, AnswerResult } from "@cfa/contract/assistant-answer";
import type { Measure } from "@cfa/contract/assistant-kinds";
import type { AskedQueries } from "@cfa/contract/assistant-query";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";

import { ApiFailure } from "../errors.ts";
import { readFreshness } from "../present/freshness.ts";
import { askOf, type Asking } from "./asked.ts";
import { runQuery } from "./run-query.ts";

/** How the books stood that an answer is from. */
export type Books = Extract<Answer, { kind: "answer" }>["books"];

/** How the books stand that are asked. */
export async function booksOf(snapshot: CompanySnapshot, now: Date): Promise<Books> {
  const { readAt, state, tieOut } = await readFreshness(snapshot, now);
  return { readAt, isStale: state !== "fresh", tieOut: tieOut.state };
}

/**
 * The answer to queries: their results with what is worked out of them, and the text, or a draft of a reminder. `leftOut`: words of the question that said nothing, which is
 * told beside the first result.
 */
export async function answerTo(
  snapshot: CompanySnapshot,
  asked: AskedQueries,
  {
    tell,
    leftOut = [],
    ...asking
  }: Asking & { tell: (result: AnswerResult) => void; leftOut?: readonly string[] },
): Promise<Answer> {
  const checked = checkAsked(asked);
  if (!checked.ok) {
    const { field, code } = checked.error;
    throw new ApiFailure("bad-input", { field, message: `The value of "${field}" is not right: ${code}.` });
  }
  const { language } = asking;
  const found: AnswerResult[] = [];
  for (const query of asked.queries) found.push(await runQuery(snapshot, query, asking));
  const words = answerWords(language);
  const results = withLeftOut(withCalculation(found, asked.calculation, words), leftOut, words);
  for (const result of results) tell(result);
  const books = await booksOf(snapshot, asking.now);
  const text = sayAnswer(results, asked.calculation, language);
  const [query] = asked.queries;
  const [result] = results;
  if (query?.measure === "draft-reminder" && result !== undefined) {
    const { names } = await askOf(snapshot, query, asking);
    return {
      kind: "draft",
      text,
      draft: draftText(result, { party: names.map(plainLine).join(", "), language }),
      results,
      books,
    };
  }
  return { kind: "answer", text, results, books };
}

function withLeftOut(
  results: AnswerResult[],
  leftOut: readonly string[],
  { caveats }: AnswerWords,
): AnswerResult[] {
  const [first, ...rest] = results;
  if (leftOut.length === 0 || first === undefined) return results;
  const code = "words-left-out";
  const text = fill(caveats[code], { words: quoted(leftOut) });
  return [{ ...first, caveats: [{ code, text }, ...first.caveats] }, ...rest];
}

/** One query is offered where some words said nothing, or days are named that it takes none of; several where it may be any of them. */
function whichText(
  { choices, heard: { unread } }: Extract<Understanding, { kind: "choices" }>,
  say: AnswerWords["say"],
): string {
  if (choices.length > 1) return say.which;
  return unread.length === 0 ? say.notOfDays : fill(say.meantThis, { words: quoted(unread) });
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `“${plainLine(word)}”`).join(", ");
}

/** What is said where no query came of a question. */
export async function saidInstead(
  snapshot: CompanySnapshot,
  understood: Exclude<Understanding, { kind: "asked" }>,
  asking: Asking,
): Promise<Answer> {
  const { say } = answerWords(asking.language);
  switch (understood.kind) {
    case "choices":
      return {
        kind: "choices",
        text: whichText(understood, say),
        choices: await Promise.all(
          understood.choices.map(async ({ name, asked }) => ({
            text: name ?? (await titleOfAsked(snapshot, asked, asking)),
            asked,
          })),
        ),
      };
    case "unknown-name":
      return {
        kind: "declined",
        code: "unknown-name",
        text: fill(say.unknownName, { name: understood.name }),
        near: [],
      };
    case "declined":
      return {
        kind: "declined",
        // What cannot be shown in some way the books do not hold in that way.
        code: understood.code === "not-asked-so" ? "not-held" : understood.code,
        text: {
          "not-held": say.notHeld,
          "not-asked-so": say.notAskedSo,
          "not-understood": say.notUnderstood,
        }[understood.code],
        near: examplesOf(understood.near, asking),
      };
    case "refused":
      return { kind: "refused", code: understood.code, text: say.refused[understood.code] };
  }
}

/** A question for each of some measures, as it can be asked. */
export function examplesOf(measures: readonly Measure[], { language }: Pick<Asking, "language">): string[] {
  return measures.flatMap((measure) => CATALOGUE[measure].examples[language].slice(0, 1));
}

async function titleOfAsked(
  snapshot: CompanySnapshot,
  { queries }: AskedQueries,
  asking: Asking,
): Promise<string> {
  const titles: string[] = [];
  for (const query of queries) {
    const { names, without, words } = await askOf(snapshot, query, asking);
    const { period, asOf } = query;
    titles.push(titleOf({ query, names, without, period, asOf }, words));
  }
  return titles.join(" – ");
}
