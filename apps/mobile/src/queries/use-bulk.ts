import type { BulkAsked, BulkDone, BulkItem, BulkPreview, BulkUndone } from "@cfa/contract/bulk";
import { MOST_AT_ONCE } from "@cfa/contract/bulk-limits";
import type { ExceptionKind, ExceptionRow } from "@cfa/contract/exceptions";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { api } from "./api";
import { queryClient } from "./query-client";

/** A deed on many, cut into requests, each with its name: sent once more after a failure, nothing is done twice. */
export type BulkPlan = {
  readonly reason: string;
  readonly requests: readonly { readonly requestId: string; readonly items: readonly BulkItem[] }[];
};

export type BulkResult = { readonly bulkIds: readonly string[]; readonly items: BulkDone["items"] };

/** How many items one request takes. */
const AT_ONCE = MOST_AT_ONCE / 2;

/** One deed on many exceptions: a look, the deed with how far it is, and its undoing. */
export function useBulk(companyId: string) {
  const [progress, setProgress] = useState({ done: 0, of: 0 });
  const look = useMutation({
    mutationFn: async (items: readonly BulkAsked[]): Promise<BulkPreview["items"]> => {
      const looked: BulkPreview["items"] = [];
      for (const part of inParts(items)) {
        looked.push(...(await api.bulk.preview.call({ companyId, items: [...part] })).items);
      }
      return looked;
    },
  });
  const act = useMutation({
    mutationFn: async ({ reason, requests }: BulkPlan): Promise<BulkResult> => {
      const of = requests.reduce((all, { items }) => all + items.length, 0);
      const result = { bulkIds: [] as string[], items: [] as BulkDone["items"] };
      setProgress({ done: 0, of });
      for (const { requestId, items } of requests) {
        const done = await api.bulk.act.call({ companyId, requestId, reason, items: [...items] });
        if (done.bulkId !== null) result.bulkIds.push(done.bulkId);
        result.items.push(...done.items);
        setProgress({ done: result.items.length, of });
      }
      return result;
    },
    onSettled: () => void queryClient.invalidateQueries(),
  });
  const undo = useMutation({
    mutationFn: async (bulkIds: readonly string[]): Promise<BulkUndone["items"]> => {
      const undone: BulkUndone["items"] = [];
      for (const bulkId of bulkIds.toReversed()) {
        undone.push(...(await api.bulk.undo.call({ companyId, bulkId })).items);
      }
      return undone;
    },
    onSettled: () => void queryClient.invalidateQueries(),
  });
  return { look, act, undo, progress };
}

/** Items in as many parts as there are to be requests. */
export function inParts<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, at) =>
    items.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
}

/** All exceptions of a kind, the largest first, no more than `most`. */
export function useAllOfKind(input: { companyId: string; asOf: string | null; most: number }) {
  const { companyId, asOf, most } = input;
  return useMutation({
    mutationFn: async (kind: ExceptionKind): Promise<ExceptionRow[]> => {
      const rows: ExceptionRow[] = [];
      let cursor: string | null | undefined;
      while (cursor !== null && rows.length < most) {
        const page = await api.exceptions.list.call({
          companyId,
          kind,
          limit: 100,
          ...(asOf === null ? {} : { asOf }),
          ...(cursor === undefined ? {} : { cursor }),
        });
        rows.push(...page.rows);
        cursor = page.nextCursor;
      }
      return rows.slice(0, most);
    },
  });
}
