import type { LETTER_MARKS } from "@cfa/contract/nudge-kinds";
import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { readMessagesAgain } from "./use-nudges";

export type LetterMark = (typeof LETTER_MARKS)[number];

/** What is let out comes by itself, and what is paid meanwhile goes. */
const WHILE_SHOWN_MILLIS = 15_000;

/** The letters that lie there to be printed. */
export function useLetters(companyId: string) {
  return useQuery({
    ...api.letters.list.queryOptions({ input: { companyId } }),
    staleTime: 1_000,
    refetchInterval: WHILE_SHOWN_MILLIS,
  });
}

/** A person's word on letters. What it was taken of is shown once the list has been read again. */
export function useMarkLetters() {
  return useMutation(
    api.letters.mark.mutationOptions({
      onSettled: readMessagesAgain,
    }),
  );
}
