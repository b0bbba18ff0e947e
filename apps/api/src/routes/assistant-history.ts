import type { Conversation, Turn } from "@cfa/contract/assistant";
import type { Answer } from "@cfa/contract/assistant-answer";
import { inCompany } from "@cfa/db/company-scope";
import {
  conversationsOf,
  dropConversations,
  sayOfTurn,
  turnsOf,
  type ConversationRow,
  type TurnRow,
} from "@cfa/db/queries/assistant/turns";
import { readCompany } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";

import type { Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { uuidOf } from "../uuid-of.ts";
import { isMicros, pageOf, readCursor } from "./cursor.ts";

/** How many turns of one conversation are shown, the latest. */
const SHOWN_TURNS = 100;

/** What a member has asked the assistant: theirs alone, to read, to delete, and to say whether it was right. */
export function assistantHistoryRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { assistant } = routes;
  return {
    conversations: assistant.conversations.use(member).handler(({ context: { scope }, input }) =>
      readCompany(db, scope.companyId, async (snapshot) => {
        const before = readCursor(input.cursor, [isMicros])?.[0];
        const rows = await conversationsOf(snapshot, {
          userId: scope.user.id,
          before: before === undefined ? null : BigInt(before),
          limit: input.limit + 1,
        });
        const page = pageOf(rows, { limit: input.limit, placeOf: ({ lastNo }) => [String(lastNo)] });
        return { ...page, rows: page.rows.map(presentConversation) };
      }),
    ),

    conversation: assistant.conversation.use(member).handler(({ context: { scope }, input }) =>
      readCompany(db, scope.companyId, async (snapshot) => {
        const conversationId = uuidOf("conversation", input.conversationId);
        const rows = await turnsOf(snapshot, { userId: scope.user.id, conversationId, limit: SHOWN_TURNS });
        if (rows.length === 0) throw new ApiFailure("not-found");
        return { turns: rows.toReversed().map(presentTurn) };
      }),
    ),

    removeConversation: assistant.removeConversation.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        const conversationId = uuidOf("conversation", input.conversationId);
        const turns = await dropConversations(tx, { userId: scope.user.id, conversationId });
        if (turns === 0) throw new ApiFailure("not-found");
        return { turns };
      }),
    ),

    removeAll: assistant.removeAll.use(member).handler(({ context: { scope } }) =>
      inCompany(db, scope.companyId, async (tx) => ({
        turns: await dropConversations(tx, { userId: scope.user.id, conversationId: null }),
      })),
    ),

    feedback: assistant.feedback.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        const turnId = uuidOf("turn", input.turnId);
        const isTheirs = await sayOfTurn(tx, { userId: scope.user.id, turnId, feedback: input.feedback });
        if (!isTheirs) throw new ApiFailure("not-found");
        return {};
      }),
    ),
  };
}

/** A turn as the app has it. */
export function presentTurn({ turnId, conversationId, askedAt, question, answer, feedback }: TurnRow): Turn {
  return {
    turnId: idOut("turn", turnId),
    conversationId: idOut("conversation", conversationId),
    askedAt: askedAt.toISOString(),
    question,
    answer: answer as Answer, // as it was written by us
    feedback,
  };
}

function presentConversation({ conversationId, question, turns, lastAt }: ConversationRow): Conversation {
  return {
    conversationId: idOut("conversation", conversationId),
    question,
    turns,
    lastAt: lastAt.toISOString(),
  };
}
