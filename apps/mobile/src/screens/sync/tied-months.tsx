import type { TieOutMonth, TieOutSummary } from "@cfa/contract/tie-out";
import { View } from "react-native";

import { LoadMore } from "../../components/load-more";
import { Money } from "../../components/money";
import { Empty } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { countText } from "../../locale/count-text";
import { useWords } from "../../locale/locale";
import { useTiedMonths } from "../../queries/use-tie-out";
import { TiedRow } from "./tied-row";

/** Months and voucher types whose number or sum is not Tally's. */
export function TiedMonths({ companyId, state }: { companyId: string; state: TieOutSummary["state"] }) {
  const words = useWords();
  const read = useTiedMonths(companyId);
  const rows = read.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <ReadState read={read} skeleton={[4]}>
      {() =>
        rows.length === 0 ? (
          <Empty
            icon={state === "unknown" ? "warn" : "good"}
            title={state === "unknown" ? words.sync.unknown : words.sync.monthsEqual}
            testID="tie-out-months-equal"
          />
        ) : (
          <View role="list">
            {rows.map((row, at) => (
              <Month key={`${row.month} ${row.type}`} row={row} at={at} />
            ))}
            <LoadMore
              hasMore={read.hasNextPage}
              busy={read.isFetchingNextPage}
              onPress={read.fetchNextPage}
            />
          </View>
        )
      }
    </ReadState>
  );
}

function Month({ row, at }: { row: TieOutMonth; at: number }) {
  const words = useWords();
  const held = (side: TieOutMonth["ours"]) => (
    <View style={{ alignItems: "flex-end" }}>
      <Text>{words.sync.vouchers(countText(side.vouchers))}</Text>
      {side.amount === null ? null : (
        <Money paise={side.amount} type="small" tone="textMuted" align="right" />
      )}
    </View>
  );
  return (
    <TiedRow
      title={row.month.split("-").toReversed().join("-")}
      note={row.type}
      testID={`tied-month-${at}`}
      figures={[
        { label: words.sync.ours, value: held(row.ours) },
        { label: words.sync.tally, value: held(row.tally) },
      ]}
    />
  );
}
