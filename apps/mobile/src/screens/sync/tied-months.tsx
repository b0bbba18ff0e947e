import type { TieOutMonth, TieOutSummary } from "@cfa/contract/tie-out";
import { View } from "react-native";

import { Money } from "../../components/money";
import { Empty } from "../../components/notice";
import { PagedList } from "../../components/paged-list";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { monthText } from "../../locale/moment-text";
import { useTiedMonths } from "../../queries/use-tie-out";
import { TiedRow } from "./tied-row";

/** Months and voucher types whose number or sum is not Tally's. */
export function TiedMonths({ companyId, state }: { companyId: string; state: TieOutSummary["state"] }) {
  const words = useWords();
  return (
    <PagedList
      read={useTiedMonths(companyId)}
      skeleton={[4]}
      empty={
        <Empty
          icon={state === "unknown" ? "warn" : "good"}
          title={state === "unknown" ? words.sync.unknown : words.sync.monthsEqual}
          testID="tie-out-months-equal"
        />
      }
      row={(row, at) => <Month key={`${row.month} ${row.type}`} row={row} at={at} />}
    />
  );
}

function Month({ row, at }: { row: TieOutMonth; at: number }) {
  const words = useWords();
  const held = (side: TieOutMonth["ours"]) => (
    <View style={{ alignItems: "flex-end" }}>
      <Text>{words.sync.vouchers(side.vouchers)}</Text>
      {side.amount === null ? null : (
        <Money paise={side.amount} type="small" tone="textMuted" align="right" />
      )}
    </View>
  );
  return (
    <TiedRow
      title={monthText(row.month)}
      note={row.type}
      testID={`tied-month-${at}`}
      figures={[
        { label: words.sync.ours, value: held(row.ours) },
        { label: words.sync.tally, value: held(row.tally) },
      ]}
    />
  );
}
