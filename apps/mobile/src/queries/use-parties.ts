import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { api } from "./api";
import { cursorIn, paged } from "./pages";

export type SideName = "receivable" | "payable";

/** Parties with their outstanding, page by page. */
export function useParties(input: {
  companyId: string;
  asOf: string | null;
  side: SideName;
  search: string;
}) {
  const { companyId, asOf, side, search } = input;
  return useInfiniteQuery({
    ...api.parties.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        companyId,
        side,
        limit: 50,
        ...(asOf ? { asOf } : {}),
        ...(search === "" ? {} : { search }),
        ...cursorIn(cursor),
      }),
      ...paged,
    }),
    placeholderData: keepPreviousData,
  });
}
