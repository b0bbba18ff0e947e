import type { TestSends } from "@cfa/contract/template-tests";
import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { showAnswer } from "./query-client";

export type TestPlace = Parameters<typeof api.templateTests.read.queryOptions>[0]["input"];

/** A test is sent within seconds; after that it changes no more. */
const WHILE_SENT_MILLIS = 1_500;

/** What was sent to try a text, and what came of it. */
export function useTemplateTests(place: TestPlace) {
  return useQuery({
    ...api.templateTests.read.queryOptions({ input: place }),
    refetchInterval: ({ state }) =>
      state.data?.rows.some(({ state: how }) => how === "waiting" || how === "calling")
        ? WHILE_SENT_MILLIS
        : false,
  });
}

/** Has a text sent to oneself. */
export function useSendTest(place: TestPlace) {
  return useMutation(
    api.templateTests.send.mutationOptions({
      onSuccess: (sends: TestSends) => showAnswer(api.templateTests.read.queryKey({ input: place }), sends),
    }),
  );
}
