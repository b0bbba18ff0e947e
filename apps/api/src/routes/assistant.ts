import { readCompany } from "@cfa/db/queries/snapshot";

import { askAssistant } from "../assistant/ask.ts";
import { suggestedQuestions } from "../assistant/suggest.ts";
import type { Services } from "../context.ts";
import type { guarded } from "../guard.ts";

/** Asking the books, and what to ask. */
export function assistantRoutes(
  { db, assistant: desk }: Services,
  { routes, member }: ReturnType<typeof guarded>,
) {
  const { assistant } = routes;
  return {
    ask: assistant.ask.use(member).handler(({ context: { scope }, input, signal }) =>
      askAssistant({ ...desk, db }, scope, {
        question: input,
        tell: () => undefined,
        signal: signal ?? new AbortController().signal,
      }),
    ),

    suggestions: assistant.suggestions.use(member).handler(({ context: { scope }, input: { language } }) =>
      readCompany(db, scope.companyId, async (snapshot) => ({
        questions: await suggestedQuestions(snapshot, { now: scope.now, today: scope.today, language }),
      })),
    ),
  };
}
