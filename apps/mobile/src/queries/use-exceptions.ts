import type { ExceptionKind } from "@cfa/contract/exceptions";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { cursorIn, paged } from "./pages";

/** What a person should look at, page by page. `kind` null: of every kind. */
export function useExceptions(input: { companyId: string; asOf: string | null; kind: ExceptionKind | null }) {
  const { companyId, asOf, kind } = input;
  return useInfiniteQuery({
    ...api.exceptions.list.infiniteOptions({
      input: (cursor: string | null) => ({
        companyId,
        limit: 30,
        ...(asOf ? { asOf } : {}),
        ...(kind ? { kind } : {}),
        ...cursorIn(cursor),
      }),
      ...paged,
    }),
    placeholderData: keepPreviousData,
  });
}

/** How many there are of each kind. */
export function useExceptionCounts(input: { companyId: string; asOf: string | null }) {
  const { companyId, asOf } = input;
  return useQuery(api.exceptions.counts.queryOptions({ input: { companyId, ...(asOf ? { asOf } : {}) } }));
}
