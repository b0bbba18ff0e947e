import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany, NextCursor, PAGE } from "./asking.ts";
import { Answer, AnswerResult } from "./assistant-answer.ts";
import { QUESTION_LENGTH } from "./assistant-kinds.ts";
import { AskedQueries } from "./assistant-query.ts";
import { idOf, Moment } from "./fields.ts";
import { KeyName } from "./keys.ts";

/* The assistant: a question in, an answer from the books out. What a member asks is theirs alone. */

export const TurnId = idOf("trn");
export const ConversationId = idOf("cnv");
export const ReadKeyId = idOf("rky");

export const ANSWER_LANGUAGES = ["en", "hi"] as const;
export const FEEDBACK = ["right", "wrong"] as const;

export const AskInput = InCompany.extend({
  conversationId: ConversationId.nullable().describe("null: a new conversation"),
  question: z.string().trim().min(1).max(QUESTION_LENGTH),
  language: z.enum(ANSWER_LANGUAGES),
  choice: AskedQueries.nullable()
    .default(null)
    .describe("what was pressed of the choices that an answer gave; `question` is its text"),
});

/** A question with what it came to. */
export const Turn = z.object({
  turnId: TurnId,
  conversationId: ConversationId,
  askedAt: Moment,
  question: z.string(),
  answer: Answer,
  feedback: z.enum(FEEDBACK).nullable(),
});
export type Turn = z.infer<typeof Turn>;

/** What is told while an answer is made, one server-sent event each: results and the text as they are there, and the whole at the end, or why there is none. */
export const AskEvent = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("result"), result: AnswerResult }),
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({ kind: z.literal("turn"), turn: Turn }),
  z.object({ kind: z.literal("failed"), code: z.string() }),
]);

export const Conversation = z.object({
  conversationId: ConversationId,
  question: z.string().describe("the first"),
  turns: z.int(),
  lastAt: Moment,
});
export type Conversation = z.infer<typeof Conversation>;

export const AssistantSettings = z.strictObject({
  usesModel: z
    .boolean()
    .describe("questions that the assistant cannot answer by itself may go to the language model"),
  hidesNames: z.boolean().describe("names of customers, suppliers and ledgers do not go there"),
});
export type AssistantSettings = z.infer<typeof AssistantSettings>;

/** A key that lets a program read by the catalogue. */
export const ReadKey = z.object({
  keyId: ReadKeyId,
  name: z.string(),
  lastFour: z.string(),
  state: z.enum(["live", "ended", "revoked"]),
  madeAt: Moment,
  by: z.string(),
  lastUsedAt: Moment.nullable(),
  endsAt: Moment,
});
export type ReadKey = z.infer<typeof ReadKey>;

const ASSISTANT = "/companies/{companyId}/assistant";

/** The app's calls to the assistant. */
export const assistantApi = {
  ask: oc
    .route({ method: "POST", path: `${ASSISTANT}/ask`, summary: "Ask the books" })
    .input(AskInput)
    .output(Turn),
  suggestions: oc
    .route({
      method: "GET",
      path: `${ASSISTANT}/suggestions`,
      summary: "Questions that today's books suggest",
    })
    .input(InCompany.extend({ language: z.enum(ANSWER_LANGUAGES) }))
    .output(z.object({ questions: z.array(z.string()) })),
  conversations: oc
    .route({ method: "GET", path: `${ASSISTANT}/conversations`, summary: "What I asked, the latest first" })
    .input(InCompany.extend(PAGE))
    .output(z.object({ rows: z.array(Conversation), nextCursor: NextCursor })),
  conversation: oc
    .route({
      method: "GET",
      path: `${ASSISTANT}/conversations/{conversationId}`,
      summary: "One of my conversations",
    })
    .input(InCompany.extend({ conversationId: ConversationId }))
    .output(z.object({ turns: z.array(Turn) })),
  removeConversation: oc
    .route({
      method: "DELETE",
      path: `${ASSISTANT}/conversations/{conversationId}`,
      summary: "Delete one of my conversations",
    })
    .input(InCompany.extend({ conversationId: ConversationId }))
    .output(z.object({ turns: z.int() })),
  removeAll: oc
    .route({ method: "DELETE", path: `${ASSISTANT}/conversations`, summary: "Delete all that I asked" })
    .input(InCompany)
    .output(z.object({ turns: z.int() })),
  feedback: oc
    .route({
      method: "POST",
      path: `${ASSISTANT}/turns/{turnId}/feedback`,
      summary: "Say whether an answer was right",
    })
    .input(InCompany.extend({ turnId: TurnId, feedback: z.enum(FEEDBACK).nullable() }))
    .output(z.object({})),
  settings: oc
    .route({ method: "GET", path: `${ASSISTANT}/settings`, summary: "What the assistant may do" })
    .input(InCompany)
    .output(
      z.object({
        settings: AssistantSettings,
        model: z
          .object({
            provider: z.string(),
            model: z.string(),
            host: z.string().describe("where questions would go"),
          })
          .nullable()
          .describe("null: this installation has none"),
      }),
    ),
  saySettings: oc
    .route({ method: "PUT", path: `${ASSISTANT}/settings`, summary: "Say what the assistant may do" })
    .input(InCompany.extend({ settings: AssistantSettings }))
    .output(z.object({ settings: AssistantSettings })),
  keys: oc
    .route({
      method: "GET",
      path: `${ASSISTANT}/keys`,
      summary: "Keys with which programs read by the catalogue",
    })
    .input(InCompany)
    .output(z.object({ rows: z.array(ReadKey) })),
  makeKey: oc
    .route({ method: "POST", path: `${ASSISTANT}/keys`, summary: "Make a key for reading and show it once" })
    .input(InCompany.extend({ name: KeyName, days: z.int().min(1).max(365).default(90) }))
    .output(z.object({ row: ReadKey, key: z.string() })),
  revokeKey: oc
    .route({ method: "DELETE", path: `${ASSISTANT}/keys/{keyId}`, summary: "End a key for reading" })
    .input(InCompany.extend({ keyId: ReadKeyId }))
    .output(z.object({})),
};
