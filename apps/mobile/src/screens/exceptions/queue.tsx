import type { ExceptionCount, ExceptionKind, ExceptionRow } from "@cfa/contract/exceptions";
import { useRouter } from "expo-router";
import { useState } from "react";

import { Card } from "../../components/card";
import { LoadMore } from "../../components/load-more";
import { Empty } from "../../components/notice";
import type { PagedRead } from "../../components/paged-list";
import { ReadState } from "../../components/read-state";
import { useWords } from "../../locale/locale";
import { useAllOfKind } from "../../queries/use-bulk";
import { useKeepsBooks } from "../../queries/use-companies";
import { useAsOf, useCompanyId } from "../../session/view";
import { deedsFor } from "./bulk-deeds";
import { BulkDone } from "./bulk-done";
import { BulkSheet } from "./bulk-sheet";
import { formOf, pageOf } from "./exception-ways";
import { KeyHelp } from "./key-help";
import { QueueBar } from "./queue-bar";
import { QueueList } from "./queue-list";
import { keyOf, MOST_CHOSEN } from "./queue-state";
import { useQueue } from "./use-queue";

/** The queue itself: gone through line by line, or many lines at once. */
export function Queue(props: {
  kind: ExceptionKind | null;
  read: PagedRead<ExceptionRow>;
  counts: readonly ExceptionCount[] | undefined;
}) {
  const { kind, read, counts } = props;
  const router = useRouter();
  const companyId = useCompanyId();
  const { asOf } = useAsOf();
  const mayAct = useKeepsBooks(companyId) && asOf === null;
  const [isHelpOpen, setHelpOpen] = useState(false);
  const all = useAllOfKind({ companyId, asOf, most: MOST_CHOSEN });
  const { queue, step, deed, setDeed, done, waiting, settle, undo, undoDone } = useQueue(companyId);
  const act = (rows: readonly ExceptionRow[]): void => {
    const [first] = rows;
    const [fitting] = mayAct ? deedsFor(rows) : [];
    // One party that nobody can write to wants a number or a mail; many of them are rather never chased.
    const isFormBetter = queue.chosen.size === 0 && fitting?.[0] === "exclude";
    if (fitting !== undefined && !isFormBetter) setDeed({ deed: fitting[0], rows: fitting[1] });
    else if (first !== undefined) {
      const form = mayAct ? formOf(first) : null;
      router.push(
        form === null
          ? pageOf(first, companyId)
          : { pathname: "/[companyId]/corrections/new", params: { companyId, ...form } },
      );
    }
  };
  return (
    <>
      {done === null ? null : (
        <BulkDone result={done.result} rows={done.rows} undo={undo} onUndo={undoDone} />
      )}
      <ReadState read={read} skeleton={[4, 4, 4]}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows).filter((row) => !queue.gone.has(keyOf(row)));
          if (rows.length === 0 && !read.hasNextPage) return <Nothing isOfKind={kind !== null} />;
          return (
            <>
              <QueueBar
                kind={kind}
                counts={counts}
                chosen={queue.chosen}
                mayAct={mayAct}
                busy={all.isPending}
                onAll={(one) =>
                  all.mutate(one, { onSuccess: (found) => step({ do: "choose", rows: found }) })
                }
                onDeed={(which, fitting) => setDeed({ deed: which, rows: fitting })}
                onClear={() => step({ do: "clear" })}
                onHelp={() => setHelpOpen(true)}
              />
              <QueueList
                rows={rows}
                queue={queue}
                waiting={waiting}
                mayAct={mayAct}
                step={step}
                onOpen={(row) => router.push(pageOf(row, companyId))}
                onAct={act}
                onUndo={undoDone}
                onHelp={() => setHelpOpen(true)}
              />
              {deed === null ? null : (
                <BulkSheet
                  deed={deed.deed}
                  rows={deed.rows}
                  companyId={companyId}
                  onClose={() => setDeed(null)}
                  onDone={(result) => settle(result, rows)}
                />
              )}
              <KeyHelp
                open={isHelpOpen}
                onClose={() => setHelpOpen(false)}
                onBegin={() => {
                  setHelpOpen(false);
                  if (queue.focus === null) step({ do: "move", by: 1, rows });
                }}
              />
            </>
          );
        }}
      </ReadState>
      <LoadMore hasMore={read.hasNextPage} busy={read.isFetchingNextPage} onPress={read.fetchNextPage} />
    </>
  );
}

function Nothing({ isOfKind }: { isOfKind: boolean }) {
  const words = useWords();
  return (
    <Card>
      <Empty
        icon="good"
        title={isOfKind ? words.exceptions.nonSuch : words.exceptions.none}
        {...(isOfKind ? {} : { text: words.exceptions.noneText })}
        testID="exceptions-empty"
      />
    </Card>
  );
}
