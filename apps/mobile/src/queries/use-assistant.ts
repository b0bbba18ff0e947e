import type { Turn } from "@cfa/contract/assistant";
import type { AnswerEvent, AnswerResult } from "@cfa/contract/assistant-answer";
import type { AskedQueries } from "@cfa/contract/assistant-query";
import { askPath } from "@cfa/contract/ask-path";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import type { Language } from "../locale/languages";
import { api } from "./api";
import { ApiFailure } from "./failure";
import { eventLines } from "./live/event-lines";
import { cursorIn, paged } from "./pages";
import { queryClient } from "./query-client";

/** What is asked: typed, or pressed of the choices that an answer gave. */
export type Question = { readonly text: string; readonly choice: AskedQueries | null };
/** A question under way, with what is told of its answer so far. */
export type Asking = {
  readonly question: string;
  readonly results: readonly AnswerResult[];
  readonly text: string;
};

/** A conversation on the page: what was asked and answered, what is under way, and how to ask on. */
export function useConversation({ companyId, language }: { companyId: string; language: Language }) {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const line = useRef<AbortController | null>(null);
  useEffect(() => () => line.current?.abort(), []);

  const ask = useCallback(
    async ({ text: question, choice }: Question): Promise<void> => {
      line.current?.abort();
      const own = new AbortController();
      line.current = own;
      setError(null);
      setAsking({ question, results: [], text: "" });
      const conversationId = turns.at(-1)?.conversationId ?? null;
      try {
        const body = { conversationId, question, language, choice };
        let turn: Turn | undefined;
        for await (const data of eventLines({ path: askPath(companyId), body, signal: own.signal })) {
          const event = JSON.parse(data) as AnswerEvent<Turn>;
          if (event.kind === "turn") turn = event.turn;
          else setAsking((before) => before && withEvent(before, event));
        }
        if (turn === undefined) throw new ApiFailure("unreachable", null);
        const told = turn;
        setTurns((before) => [...before, told]);
        void queryClient.invalidateQueries({ queryKey: api.assistant.conversations.key() });
      } catch (failure) {
        if (!own.signal.aborted)
          setError(failure instanceof ApiFailure ? failure : new ApiFailure("unreachable", null));
      } finally {
        if (line.current === own) setAsking(null);
      }
    },
    [companyId, language, turns],
  );
  const open = useCallback((told: readonly Turn[]) => {
    line.current?.abort();
    setAsking(null);
    setError(null);
    setTurns(told);
  }, []);
  return { turns, asking, error, ask, open, stop: () => line.current?.abort() };
}

function withEvent(before: Asking, event: Exclude<AnswerEvent<Turn>, { kind: "turn" }>): Asking {
  if (event.kind === "result") return { ...before, results: [...before.results, event.result] };
  return { ...before, text: before.text + event.text };
}

/** Questions that today's books suggest. */
export function useSuggestions(of: { companyId: string; language: Language }) {
  return useQuery(api.assistant.suggestions.queryOptions({ input: of })).data?.questions;
}

/** What this member asked, page by page. */
export function useConversations(companyId: string) {
  return useInfiniteQuery({
    ...api.assistant.conversations.infiniteOptions({
      input: (cursor: string | null) => ({ companyId, limit: 20, ...cursorIn(cursor) }),
      ...paged,
    }),
    staleTime: 1_000,
  });
}

/** Reads one conversation when it is opened. */
export function useOpenConversation(onThere: (turns: readonly Turn[]) => void) {
  return useMutation({
    mutationFn: (of: { companyId: string; conversationId: string }) =>
      queryClient.fetchQuery({ ...api.assistant.conversation.queryOptions({ input: of }), staleTime: 0 }),
    onSuccess: ({ turns }) => onThere(turns),
  });
}

const renew = { onSettled: () => void queryClient.invalidateQueries({ queryKey: api.assistant.key() }) };

export function useRemoveConversation() {
  return useMutation(api.assistant.removeConversation.mutationOptions(renew));
}

export function useRemoveConversations(onGone: () => void) {
  return useMutation(api.assistant.removeAll.mutationOptions({ ...renew, onSuccess: onGone }));
}

/** Says of an answer whether it was right. */
export function useFeedback() {
  return useMutation(api.assistant.feedback.mutationOptions());
}
