import type { AskedQueries, TypedQuery } from "@cfa/contract/assistant-query";

/** Whether a query is of some parties, ledgers, amounts or one class, so that there is a whole that it is a part of. */
export function isOfSome(query: TypedQuery): boolean {
  const { parties, ledgers, above, below, class: ofClass, limit } = query;
  return (
    limit === null &&
    (parties.length + ledgers.length > 0 || above !== null || below !== null || ofClass !== null)
  );
}

/** Such a query as a share of the same for everybody. */
export function shareOf(query: TypedQuery): AskedQueries {
  const part = { ...query, groupBy: null, thenBy: null, order: null, limit: null };
  const all = { ...part, parties: [], ledgers: [], above: null, below: null, class: null };
  return { queries: [part, all], calculation: "share" };
}
