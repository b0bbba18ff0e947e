import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { cursorIn, paged } from "./pages";

const PAGE = 50;

export type TiedWhich = "different" | "revaluation" | "all";

/** How much differs from Tally, and the sums of bills on both sides. */
export function useTieOut(companyId: string) {
  return useQuery(api.tieOut.summary.queryOptions({ input: { companyId } }));
}

/** Ledgers ours beside Tally's, page by page. */
export function useTiedLedgers(companyId: string, which: TiedWhich) {
  return useInfiniteQuery({
    ...api.tieOut.ledgers.infiniteOptions({
      input: (cursor: string | null) => ({ companyId, which, limit: PAGE, ...cursorIn(cursor) }),
      ...paged,
    }),
    placeholderData: keepPreviousData,
  });
}

/** Months and voucher types that differ. */
export function useTiedMonths(companyId: string) {
  return useInfiniteQuery(
    api.tieOut.months.infiniteOptions({
      input: (cursor: string | null) => ({ companyId, limit: PAGE, ...cursorIn(cursor) }),
      ...paged,
    }),
  );
}

/** Parties whose pending bills differ. */
export function useTiedParties(companyId: string) {
  return useInfiniteQuery(
    api.tieOut.parties.infiniteOptions({
      input: (cursor: string | null) => ({ companyId, limit: PAGE, ...cursorIn(cursor) }),
      ...paged,
    }),
  );
}

/** One ledger month by month. */
export function useTiedLedger(companyId: string, ledgerId: string) {
  return useQuery(api.tieOut.ledger.queryOptions({ input: { companyId, ledgerId } }));
}

/** The vouchers of a ledger in a month, ours. */
export function useLedgerMonth(input: { companyId: string; ledgerId: string; from: string; to: string }) {
  return useInfiniteQuery(
    api.ledgers.statement.infiniteOptions({
      input: (cursor: string | null) => ({ ...input, limit: PAGE, ...cursorIn(cursor) }),
      ...paged,
    }),
  );
}
