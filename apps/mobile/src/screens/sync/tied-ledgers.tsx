import type { TieOutLedger, TieOutSummary } from "@cfa/contract/tie-out";
import { View } from "react-native";

import { LoadMore } from "../../components/load-more";
import { Empty } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { useWords } from "../../locale/locale";
import { useTiedLedgers, type TiedWhich } from "../../queries/use-tie-out";
import { LedgerRow, LedgerTableHead } from "./ledger-row";

/** Ledgers ours beside Tally's: those that differ, those that are revalued, or all; each leads to its months. */
export function TiedLedgers(props: { companyId: string; which: TiedWhich; state: TieOutSummary["state"] }) {
  const { companyId, which, state } = props;
  const read = useTiedLedgers(companyId, which);
  const rows = read.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <ReadState read={read} skeleton={[4]}>
      {() =>
        rows.length === 0 ? (
          <NoLedgers which={which} state={state} />
        ) : (
          <Table rows={rows} read={read} companyId={companyId} />
        )
      }
    </ReadState>
  );
}

function Table(props: { rows: TieOutLedger[]; read: ReturnType<typeof useTiedLedgers>; companyId: string }) {
  const { rows, read, companyId } = props;
  return (
    <View>
      <LedgerTableHead />
      <View role="list">
        {rows.map((row, at) => (
          <LedgerRow key={`${row.group}/${row.ledger}`} row={row} at={at} companyId={companyId} />
        ))}
      </View>
      <LoadMore hasMore={read.hasNextPage} busy={read.isFetchingNextPage} onPress={read.fetchNextPage} />
    </View>
  );
}

function NoLedgers({ which, state }: { which: TiedWhich; state: TieOutSummary["state"] }) {
  const words = useWords();
  if (which !== "different") return <Empty title={words.sync.noLedgers} />;
  return state === "unknown" ? (
    <Empty icon="warn" title={words.sync.unknown} text={words.sync.unknownText} testID="tie-out-unknown" />
  ) : (
    <Empty icon="good" title={words.sync.equal} text={words.sync.equalText} testID="tie-out-equal" />
  );
}
