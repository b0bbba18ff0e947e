import type { Turn } from "@cfa/contract/assistant";
import { useLocalSearchParams, useRouter } from "expo-router";
import { useEffect, useRef, useState } from "react";

import { useOpenConversation, type Question } from "../../queries/use-assistant";
import { useCompanyId } from "../../session/view";

/** The address holds which conversation is open, so that going back finds it; or a question that is asked at once. Tells whether one is being opened, or why it cannot be. */
export function useLinked(of: {
  turns: readonly Turn[];
  isAsking: boolean;
  ask: (question: Question) => Promise<void>;
  open: (turns: readonly Turn[]) => void;
}): { isOpening: boolean; error: Error | null } {
  const { turns, isAsking, ask, open } = of;
  const router = useRouter();
  const companyId = useCompanyId();
  const { q = "", conversation = "" } = useLocalSearchParams<{ q?: string; conversation?: string }>();
  const [isOpening, setOpening] = useState(conversation !== "");
  const { mutate, error } = useOpenConversation(open);
  const isBegun = useRef(false);
  const openId = turns.at(-1)?.conversationId ?? "";
  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    if (conversation !== "")
      mutate({ companyId, conversationId: conversation }, { onSettled: () => setOpening(false) });
    else if (q !== "") void ask({ text: q, choice: null });
  }, [ask, companyId, conversation, mutate, q]);
  useEffect(() => {
    if (isOpening || isAsking || openId === conversation) return;
    router.setParams({ conversation: openId === "" ? undefined : openId, q: undefined });
  }, [conversation, isAsking, isOpening, openId, router]);
  return { isOpening, error };
}
