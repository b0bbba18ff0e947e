import { sql } from "kysely";

import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

/** How many questions of a member are kept; the oldest go first. */
const MOST_TURNS = 500;

export type TurnRow = {
  turnId: string;
  turnNo: bigint;
  conversationId: string;
  askedAt: Date;
  question: string;
  language: "en" | "hi";
  asked: unknown;
  answer: unknown;
  feedback: "right" | "wrong" | null;
};

export type NewTurn = Omit<TurnRow, "turnNo" | "feedback" | "asked" | "answer"> & {
  userId: string;
  /** JSON, both; `asked` null: it came to no query. */
  asked: string | null;
  answer: string;
  byModel: boolean;
  tokens: number;
};

/** Keeps what a member asked and was answered; of that member's, the oldest beyond five hundred go. */
export async function keepTurn(tx: CompanyTx, turn: NewTurn): Promise<void> {
  await tx.run(
    `insert into assistant_turn (company_id, turn_id, conversation_id, user_id, asked_at, question, language, asked, answer, by_model, tokens)
     values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb, $10, $11)`,
    [
      tx.companyId,
      turn.turnId,
      turn.conversationId,
      turn.userId,
      turn.askedAt,
      turn.question,
      turn.language,
      turn.asked,
      turn.answer,
      turn.byModel,
      turn.tokens,
    ],
  );
  await tx.run(
    `delete from assistant_turn where company_id = $1 and user_id = $2 and turn_no <= (
       select turn_no from assistant_turn where company_id = $1 and user_id = $2 order by turn_no desc offset $3 limit 1)`,
    [tx.companyId, turn.userId, MOST_TURNS],
  );
}

const TURN = sql<TurnRow>`turn_id as "turnId", turn_no as "turnNo", conversation_id as "conversationId", asked_at as "askedAt", question, language, asked, answer, feedback`;

/** The turns of one of a member's conversations, the latest first. */
export async function turnsOf(
  { companyId, query }: BooksReader,
  { userId, conversationId, limit }: { userId: string; conversationId: string; limit: number },
): Promise<TurnRow[]> {
  const found = await sql<TurnRow>`
    select ${TURN} from assistant_turn
    where company_id = ${companyId} and user_id = ${userId} and conversation_id = ${conversationId}
    order by turn_no desc limit ${limit}`.execute(query);
  return found.rows;
}

export type ConversationRow = {
  conversationId: string;
  question: string;
  turns: number;
  lastAt: Date;
  lastNo: bigint;
};

/** A member's conversations by their first question, the latest first, before a turn of a page. */
export async function conversationsOf(
  { companyId, query }: BooksReader,
  { userId, before, limit }: { userId: string; before: bigint | null; limit: number },
): Promise<ConversationRow[]> {
  const found = await sql<ConversationRow>`
    select conversation_id as "conversationId", (array_agg(question order by turn_no))[1] as question, count(*)::int as turns,
      max(asked_at) as "lastAt", max(turn_no) as "lastNo"
    from assistant_turn where company_id = ${companyId} and user_id = ${userId}
    group by conversation_id having ${before}::bigint is null or max(turn_no) < ${before}
    order by max(turn_no) desc limit ${limit}`.execute(query);
  return found.rows;
}

/** Deletes one of a member's conversations, or all of them (`null`). Answers how many turns went. */
export async function dropConversations(
  tx: CompanyTx,
  { userId, conversationId }: { userId: string; conversationId: string | null },
): Promise<number> {
  const gone = await tx.run(
    `delete from assistant_turn where company_id = $1 and user_id = $2 and ($3::uuid is null or conversation_id = $3) returning turn_id`,
    [tx.companyId, userId, conversationId],
  );
  return gone.length;
}

/** What a member says of an answer; false: there is none of theirs by that id. */
export async function sayOfTurn(
  tx: CompanyTx,
  { userId, turnId, feedback }: { userId: string; turnId: string; feedback: "right" | "wrong" | null },
): Promise<boolean> {
  const said = await tx.run(
    "update assistant_turn set feedback = $4 where company_id = $1 and user_id = $2 and turn_id = $3 returning turn_id",
    [tx.companyId, userId, turnId, feedback],
  );
  return said.length > 0;
}

/** How many tokens of a language model a company has used since a moment. */
export async function tokensSince({ companyId, query }: BooksReader, since: Date): Promise<number> {
  const found = await sql<{ tokens: number }>`
    select coalesce(sum(tokens), 0)::int as tokens from assistant_turn
    where company_id = ${companyId} and asked_at >= ${since}`.execute(query);
  return found.rows[0]?.tokens ?? 0;
}
