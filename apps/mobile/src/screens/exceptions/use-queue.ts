import type { ExceptionRow } from "@cfa/contract/exceptions";
import { useReducer, useState } from "react";

import { useBulk, type BulkResult } from "../../queries/use-bulk";
import type { DeedKind } from "./bulk-deeds";
import { EMPTY_QUEUE, queueAfter } from "./queue-state";

/** How long what is dealt with stays away before the books have to say so themselves. */
const AWAY_MILLIS = 20_000;

type Deed = { readonly deed: DeedKind; readonly rows: readonly ExceptionRow[] };
type Done = { readonly result: BulkResult; readonly rows: readonly ExceptionRow[] };

const keysOf = ({ items }: BulkResult, outcome: string): string[] =>
  items.filter((item) => item.outcome === outcome).map(({ key }) => key);

/** Where the reader is in the queue, the deed that is looked at, and the last one done. */
export function useQueue(companyId: string) {
  const [queue, step] = useReducer(queueAfter, EMPTY_QUEUE);
  const [deed, setDeed] = useState<Deed | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());
  const { undo } = useBulk(companyId);
  /** Once a deed is done: its lines go, the next one gets the focus, and it can be undone. */
  const settle = (result: BulkResult, rows: readonly ExceptionRow[]): void => {
    undo.reset();
    setDone({ result, rows: deed?.rows ?? [] });
    setDeed(null);
    setWaiting(new Set(keysOf(result, "waiting")));
    step({ do: "clear" });
    const keys = keysOf(result, "done");
    step({ do: "dealt", keys, rows });
    setTimeout(() => step({ do: "back", keys }), AWAY_MILLIS);
  };
  const undoDone = (): void => {
    if (done === null || done.result.bulkIds.length === 0 || undo.isPending || undo.isSuccess) return;
    undo.mutate(done.result.bulkIds, {
      onSuccess: () => {
        setWaiting(new Set());
        step({ do: "back", keys: keysOf(done.result, "done") });
      },
    });
  };
  return { queue, step, deed, setDeed, done, waiting, settle, undo, undoDone };
}
