import type { Freshness, TrialBalanceRow } from "@cfa/contract/reads";
import { useState } from "react";
import { View } from "react-native";

import { Card } from "../../components/card";
import { LoadMore } from "../../components/load-more";
import { Empty } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Segmented } from "../../components/segmented";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { useTrialBalance } from "../../queries/use-trial-balance";
import { SPACE } from "../../theme/tokens";
import { LedgerRow, LedgerTableHead } from "./ledger-row";
import { rowsToShow, type Shown } from "./tie-out-rows";

const STEP = 50;

/** Our trial balance beside Tally's; at first only the ledgers that differ. */
export function TieOut(props: { companyId: string; state: Freshness["tieOut"]["state"] }) {
  const { companyId, state } = props;
  const [shown, setShown] = useState<Shown>("differences");
  const words = useWords();
  const read = useTrialBalance(companyId);
  const asOf = read.data?.asOf ?? null;
  return (
    <Card
      heading={words.sync.tieOut}
      hint={asOf === null ? undefined : words.sync.tieOutHint(dayText(asOf))}
      testID="tie-out"
      flush
      aside={
        <Segmented
          label={words.sync.which}
          options={[
            { key: "differences", title: words.sync.differencesOnly },
            { key: "all", title: words.sync.allLedgers },
          ]}
          chosen={shown}
          onChoose={setShown}
          testID="tie-out"
        />
      }
    >
      <View style={{ paddingTop: SPACE.s }}>
        <ReadState read={read} skeleton={[4]}>
          {({ rows }) => <Ledgers key={shown} rows={rowsToShow(rows, shown)} shown={shown} state={state} />}
        </ReadState>
      </View>
    </Card>
  );
}

function Ledgers(props: { rows: TrialBalanceRow[]; shown: Shown; state: Freshness["tieOut"]["state"] }) {
  const { rows, shown, state } = props;
  const [count, setCount] = useState(STEP);
  const words = useWords();
  if (rows.length === 0) {
    if (shown === "all") return <Empty title={words.sync.noLedgers} />;
    return state === "unknown" ? (
      <Empty icon="warn" title={words.sync.unknown} text={words.sync.unknownText} testID="tie-out-unknown" />
    ) : (
      <Empty icon="good" title={words.sync.equal} text={words.sync.equalText} testID="tie-out-equal" />
    );
  }
  return (
    <View>
      <LedgerTableHead />
      <View role="list">
        {rows.slice(0, count).map((row, at) => (
          <LedgerRow key={`${row.group}/${row.ledger}`} row={row} at={at} />
        ))}
      </View>
      <LoadMore hasMore={count < rows.length} busy={false} onPress={() => setCount(count + STEP)} />
    </View>
  );
}
