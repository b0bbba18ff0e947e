import type { AssistantSettings, Turn } from "@cfa/contract/assistant";
import type { AnswerResult } from "@cfa/contract/assistant-answer";
import type { AskedQueries } from "@cfa/contract/assistant-query";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import type { Language } from "../locale/languages";
import { api } from "./api";
import { ApiFailure } from "./failure";
import { answerTo, type Told } from "./live/answer-line";
import { cursorIn, paged } from "./pages";
import { queryClient, showAnswer } from "./query-client";

/** What is asked: typed, or pressed of the choices that an answer gave. */
export type Question = { readonly text: string; readonly choice: AskedQueries | null };
/** A question under way, with what is told of its answer so far. */
export type Asking = {
  readonly question: string;
  readonly results: readonly AnswerResult[];
  readonly text: string;
};
/** A question that has no answer, and why; null: it was stopped by who asked. */
export type Unanswered = { readonly question: Question; readonly error: Error | null };

/** A conversation on the page: what was asked and answered, what is under way or has no answer, and how to ask on. */
export function useConversation({ companyId, language }: { companyId: string; language: Language }) {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [unanswered, setUnanswered] = useState<Unanswered | null>(null);
  const line = useRef<AbortController | null>(null);
  useEffect(() => () => line.current?.abort(), []);

  const ask = useCallback(
    async (question: Question): Promise<void> => {
      line.current?.abort();
      const own = new AbortController();
      line.current = own;
      const isOwn = (): boolean => line.current === own;
      setUnanswered(null);
      setAsking({ question: question.text, results: [], text: "" });
      const { text, choice } = question;
      const conversationId = turns.at(-1)?.conversationId ?? null;
      const body = { conversationId, question: text, language, choice };
      try {
        const turn = await answerTo(companyId, body, {
          signal: own.signal,
          onTold: (event) => isOwn() && setAsking((before) => before && withEvent(before, event)),
        });
        if (!isOwn()) return;
        setTurns((before) => [...before, turn]);
        void queryClient.invalidateQueries({ queryKey: api.assistant.conversations.key() });
      } catch (failure) {
        if (isOwn()) setUnanswered({ question, error: own.signal.aborted ? null : (failure as Error) });
      } finally {
        if (isOwn()) setAsking(null);
      }
    },
    [companyId, language, turns],
  );
  const open = useCallback((told: readonly Turn[]) => {
    line.current?.abort();
    line.current = null;
    setAsking(null);
    setUnanswered(null);
    setTurns(told);
  }, []);
  return { turns, asking, unanswered, ask, open, stop: () => line.current?.abort() };
}

function withEvent(before: Asking, event: Told): Asking {
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

/** What was read of conversations is forgotten with them. */
function forget(): void {
  queryClient.removeQueries({ queryKey: api.assistant.conversation.key() });
  void queryClient.invalidateQueries({ queryKey: api.assistant.conversations.key() });
}

/** Removes a conversation; one that is gone already, as after another device removed it, is gone too. */
export function useRemoveConversation(onGone: (conversationId: string) => void) {
  return useMutation({
    mutationFn: async (of: { companyId: string; conversationId: string }) => {
      await api.assistant.removeConversation.call(of).catch((error: unknown) => {
        if (!(error instanceof ApiFailure) || error.code !== "not-found") throw error;
      });
    },
    onSuccess: (_, { conversationId }) => onGone(conversationId),
    onSettled: forget,
  });
}

export function useRemoveConversations(onGone: () => void) {
  return useMutation(api.assistant.removeAll.mutationOptions({ onSuccess: onGone, onSettled: forget }));
}

/** Says of an answer whether it was right. */
export function useFeedback() {
  return useMutation(api.assistant.feedback.mutationOptions());
}

/** What the assistant may do, with the language model of this installation. */
export type AssistantStanding = {
  readonly settings: AssistantSettings;
  readonly model: { readonly provider: string; readonly model: string; readonly host: string } | null;
};

/** What the assistant may do, and which language model this installation has. */
export function useAssistantSettings(companyId: string) {
  return useQuery(api.assistant.settings.queryOptions({ input: { companyId } }));
}

/** Says what the assistant may do. */
export function useSayAssistantSettings() {
  return useMutation(
    api.assistant.saySettings.mutationOptions({
      onSuccess: ({ settings }, { companyId }) => {
        const queryKey = api.assistant.settings.queryKey({ input: { companyId } });
        const known = queryClient.getQueryData(queryKey);
        return known === undefined ? undefined : showAnswer(queryKey, { ...known, settings });
      },
    }),
  );
}

/** The keys for reading: never the keys themselves. */
export function useReadKeys(companyId: string) {
  return useQuery({ ...api.assistant.keys.queryOptions({ input: { companyId } }), staleTime: 5_000 });
}

/** Making and ending keys for reading. What is shown once stays in the mutation's answer and is forgotten with it. */
export function useReadKeyDeeds(onDone: () => void) {
  const again = {
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: api.assistant.keys.key() });
      onDone();
    },
    gcTime: 0,
  };
  return {
    make: useMutation(api.assistant.makeKey.mutationOptions(again)),
    revoke: useMutation(api.assistant.revokeKey.mutationOptions(again)),
  };
}
