import type { Freshness, TrialBalanceRow } from "@cfa/contract/reads";
import { useState } from "react";
import { View } from "react-native";

import { Card } from "../../components/card";
import { LoadMore } from "../../components/load-more";
import { Empty, Notice } from "../../components/notice";
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
export function TieOut(props: { companyId: string; verdict: Freshness["tieOut"] }) {
  const { companyId, verdict } = props;
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
        <Verdict verdict={verdict} />
        <ReadState read={read} skeleton={[4]}>
          {({ rows }) => (
            <Ledgers key={shown} rows={rowsToShow(rows, shown)} shown={shown} state={verdict.state} />
          )}
        </ReadState>
      </View>
    </Card>
  );
}

/** What differs beside the balances, and whether the books have moved on since they were compared. */
function Verdict({ verdict }: { verdict: Freshness["tieOut"] }) {
  const words = useWords();
  const { message, isOlder, asOf } = verdict;
  if (message === null && !isOlder) return null;
  return (
    <View style={{ paddingHorizontal: SPACE.l, paddingVertical: SPACE.s, gap: SPACE.s }}>
      {message === null ? null : (
        <Notice icon="bad" kind="bad" testID="tie-out-message">
          {message}
        </Notice>
      )}
      {isOlder && asOf !== null ? (
        <Notice icon="warn" kind="neutral" testID="tie-out-older">
          {words.sync.olderVerdict(dayText(asOf))}
        </Notice>
      ) : null}
    </View>
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
