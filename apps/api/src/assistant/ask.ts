import { randomUUID } from "node:crypto";

import type { BookNames } from "@cfa/assistant/read/book-names";
import { understand } from "@cfa/assistant/understand";
import { writeCell } from "@cfa/assistant/answer/write-cell";
import { answerWords } from "@cfa/assistant/answer/words";
import type { Turn } from "@cfa/contract/assistant";
import type { Answer, AnswerEvent, AnswerResult } from "@cfa/contract/assistant-answer";
import { AskedQueries } from "@cfa/contract/assistant-query";
import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { assistantSettings } from "@cfa/db/queries/assistant/settings";
import { keepTurn, tokensSince, turnsOf, type TurnRow } from "@cfa/db/queries/assistant/turns";
import { readCompany, type CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import type { LanguageModel } from "ai";

import { uuidOf } from "../uuid-of.ts";
import type { Asking } from "./asked.ts";
import { answerTo, booksOf, saidInstead, type Books } from "./built-in.ts";
import type { CompanyNames } from "./company-names.ts";
import { askModel } from "./model/ask-model.ts";
import { modelQuestion } from "./model/model-question.ts";
import { answerOrRefused, STATEMENT_MS } from "./run-query.ts";

export type AskDeps = {
  readonly db: Database;
  readonly names: CompanyNames;
  /** What answers where the assistant cannot by itself, and the company's owner lets it; null: nothing does. */
  readonly model: LanguageModel | null;
};
/** Who asks, of which company, when. */
export type Asker = {
  readonly companyId: string;
  readonly user: { readonly id: string };
  readonly now: Date;
  readonly today: LocalDate;
};
export type AskQuestion = {
  /** Null: a new conversation. */
  readonly conversationId: string | null;
  readonly question: string;
  readonly language: "en" | "hi";
  readonly choice: AskedQueries | null;
};
export type Tell = (event: Exclude<AnswerEvent<Turn>, { kind: "turn" | "failed" }>) => void;

/** How many questions before one may be gone back to. */
const LOOKS_BACK = 5;
const DAY_MILLIS = 86_400_000;
/** What one company may use of a language model in a day. */
const MOST_TOKENS_A_DAY = 200_000;

type Made = {
  readonly answer: Answer;
  readonly asked: AskedQueries | null;
  readonly byModel: boolean;
  readonly tokens: number;
};

/**
 * Answers a question of a member from the books of the company and keeps both. What is told on the way are results and the text; the turn is the whole. The company is the
 * asker's: nothing in the question names one.
 */
export async function askAssistant(
  deps: AskDeps,
  scope: Asker,
  { question, tell, signal }: { question: AskQuestion; tell: Tell; signal: AbortSignal },
): Promise<Turn> {
  const { companyId, user, now } = scope;
  const here = { ...question, scope, tell, signal };
  const { turns, first } = await readCompany(
    deps.db,
    companyId,
    async (snapshot) => {
      const turns = await turnsBefore(snapshot, here);
      return { turns, first: await answerIn(deps, snapshot, { here, turns }) };
    },
    { statementMs: STATEMENT_MS },
  );
  // A conversation that is not the member's, or no more, is not gone on with: a new one begins, under an id of ours.
  const conversation = turns[0]?.conversationId ?? randomUUID();
  // A language model takes its time: no snapshot is held open over it.
  const made = "open" in first ? await byModel(deps, companyId, { ...first.open, here }) : first;
  tell({ kind: "text", text: made.answer.text });
  const turn = {
    turnId: randomUUID(),
    conversationId: conversation,
    askedAt: now,
    question: question.question,
    language: question.language,
    userId: user.id,
    asked: made.asked === null ? null : JSON.stringify(made.asked),
    answer: JSON.stringify(made.answer),
    byModel: made.byModel,
    tokens: made.tokens,
  };
  await inCompany(deps.db, companyId, (tx) => keepTurn(tx, turn));
  return {
    turnId: idOut("turn", turn.turnId),
    conversationId: idOut("conversation", conversation),
    askedAt: now.toISOString(),
    question: question.question,
    answer: made.answer,
    feedback: null,
  };
}

type Here = AskQuestion & {
  readonly scope: Asker;
  readonly tell: Tell;
  readonly signal: AbortSignal;
};

/** What the member asked before in the conversation, the latest first. */
async function turnsBefore(
  snapshot: CompanySnapshot,
  { conversationId, scope }: Here,
): Promise<readonly TurnRow[]> {
  if (conversationId === null) return [];
  return turnsOf(snapshot, {
    userId: scope.user.id,
    conversationId: uuidOf("conversation", conversationId),
    limit: LOOKS_BACK,
  });
}

/** The assistant's own answer; or what a language model is to be asked, with what is said where it comes to nothing. */
async function answerIn(
  deps: AskDeps,
  snapshot: CompanySnapshot,
  { here, turns }: { here: Here; turns: readonly TurnRow[] },
): Promise<Made | { open: Open }> {
  const { question, language, choice, scope } = here;
  const asking: Asking = { now: scope.now, today: scope.today, language };
  const tell = (result: AnswerResult): void => here.tell({ kind: "result", result });
  if (choice !== null) return builtIn(await answerTo(snapshot, choice, { ...asking, tell }), choice);
  const names = await deps.names.of(snapshot, question, scope.today);
  const understood = understand(question, { today: scope.today, names, last: turns.flatMap(askedIn) });
  if (understood.kind === "asked") {
    const leftOut = understood.heard.unread;
    return builtIn(
      await answerTo(snapshot, understood.asked, { ...asking, tell, leftOut }),
      understood.asked,
    );
  }
  const instead = await saidInstead(snapshot, understood, asking);
  const isOpen = understood.kind === "declined" && understood.code === "not-understood";
  if (!isOpen || !(await mayAskModel(deps, snapshot, asking))) return builtIn(instead, null);
  const { hidesNames } = await assistantSettings(snapshot);
  const books = await booksOf(snapshot, asking.now);
  return { open: { asking, names, turns, hidesNames, books, instead } };
}

function builtIn(answer: Answer, asked: AskedQueries | null): Made {
  return { answer, asked, byModel: false, tokens: 0 };
}

/** What was asked, as the next question goes on from it; nothing where it came to no query, or was kept in an older form. */
function askedIn({ asked }: TurnRow): AskedQueries[] {
  const read = AskedQueries.safeParse(asked);
  return read.success ? [read.data] : [];
}

type Open = {
  readonly asking: Asking;
  readonly names: BookNames;
  readonly turns: readonly TurnRow[];
  readonly hidesNames: boolean;
  readonly books: Books;
  /** What is said where the model comes to nothing. */
  readonly instead: Answer;
};

/** Whether the owner lets a language model be asked and the day's share is not used up. */
async function mayAskModel({ model }: AskDeps, snapshot: CompanySnapshot, { now }: Asking): Promise<boolean> {
  if (model === null || !(await assistantSettings(snapshot)).usesModel) return false;
  return (await tokensSince(snapshot, new Date(now.getTime() - DAY_MILLIS))) < MOST_TOKENS_A_DAY;
}

/** The language model's answer, or what is said in its place. */
async function byModel(
  { db, model }: AskDeps,
  companyId: string,
  { here, asking, names, turns, hidesNames, books, instead }: Open & { here: Here },
): Promise<Made> {
  if (model === null) return builtIn(instead, null);
  const { asked, findNames } = modelQuestion(here.question, { names, turns, hidesNames, asking });
  const words = answerWords(asking.language);
  const outcome = await askModel(model, asked, {
    signal: here.signal,
    desk: {
      findNames: (text) => Promise.resolve(findNames(text)),
      textOf: (cell) => writeCell(cell, words),
      ask: (query) => answerOrRefused(db, companyId, { ...asking, query }),
    },
  });
  if (outcome.kind === "none") return { ...builtIn(instead, null), tokens: outcome.tokens };
  const { text, tokens } = outcome;
  const results = [...outcome.results];
  for (const result of results) here.tell({ kind: "result", result });
  const queries = results.slice(-1).map(({ query }) => query);
  const answer: Answer = { kind: "answer", text, results, books };
  return { answer, asked: { queries, calculation: null }, byModel: true, tokens };
}
