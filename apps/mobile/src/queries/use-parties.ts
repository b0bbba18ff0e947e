import type { PaymentClass } from "@cfa/contract/payment-class";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { api } from "./api";
import { paged, pageOfLong } from "./pages";

export type SideName = "receivable" | "payable";

/** Parties with their outstanding, page by page; of one way of paying alone where it is given. */
export function useParties(input: {
  companyId: string;
  asOf: string | null;
  side: SideName;
  search: string;
  paying?: PaymentClass | null;
}) {
  const { companyId, asOf, side, search, paying = null } = input;
  return useInfiniteQuery({
    ...api.parties.list.infiniteOptions({
      input: (cursor: string | null) => ({
        companyId,
        side,
        ...(asOf ? { asOf } : {}),
        ...(search === "" ? {} : { search }),
        ...(paying === null ? {} : { class: paying }),
        ...pageOfLong(cursor),
      }),
      ...paged,
    }),
    placeholderData: keepPreviousData,
  });
}
