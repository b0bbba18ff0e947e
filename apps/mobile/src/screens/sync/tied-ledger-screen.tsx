import type { TieOutLedgerMonth } from "@cfa/contract/tie-out";
import { useLocalSearchParams } from "expo-router";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Money } from "../../components/money";
import { Empty, Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { PagedList } from "../../components/paged-list";
import { Press } from "../../components/press";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText, monthText } from "../../locale/moment-text";
import { useLedgerMonth, useTiedLedger } from "../../queries/use-tie-out";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { lastDayOf } from "./month-days";
import { TiedRow } from "./tied-row";

/** One ledger month by month, ours beside Tally's: where its difference arose, and which vouchers are there. */
export function TiedLedgerScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const { ledgerId } = useLocalSearchParams<{ ledgerId: string }>();
  const read = useTiedLedger(companyId, ledgerId);
  return (
    <Page
      title={read.data?.ledger ?? words.sync.ledger}
      subtitle={words.sync.tieOut}
      back
      onRefresh={read.refetch}
    >
      <ReadState read={read} skeleton={[4, 4]}>
        {({ months, narrowed }) => (
          <View style={{ gap: SPACE.l }}>
            {narrowed === "months" ? null : (
              <Notice icon="warn" kind="neutral" testID="not-narrowed">
                {narrowed === "asked" ? words.sync.narrowAsked : words.sync.narrowNotAsked}
              </Notice>
            )}
            <Card heading={words.sync.byMonth} flush testID="ledger-months">
              {months.length === 0 ? (
                <Empty icon="warn" title={words.sync.unknown} />
              ) : (
                <View role="list">
                  {months.toReversed().map((row) => (
                    <Month key={row.month} row={row} companyId={companyId} ledgerId={ledgerId} />
                  ))}
                </View>
              )}
            </Card>
          </View>
        )}
      </ReadState>
    </Page>
  );
}

function Month(props: { row: TieOutLedgerMonth; companyId: string; ledgerId: string }) {
  const { row, companyId, ledgerId } = props;
  const [isOpen, setOpen] = useState(false);
  const words = useWords();
  const differs = row.arose !== null && row.arose !== "0";
  const figures = [
    { label: words.sync.ours, value: <Money paise={row.ours} signed align="right" /> },
    {
      label: words.sync.tally,
      value:
        row.tally === null ? (
          <Text type="small" tone="textMuted">
            {words.common.notStated}
          </Text>
        ) : (
          <Money paise={row.tally} signed align="right" />
        ),
    },
    ...(differs && row.arose !== null
      ? [{ label: words.sync.arose, value: <Money paise={row.arose} signed tone="bad" align="right" /> }]
      : []),
  ];
  return (
    <TiedRow title={monthText(row.month)} figures={figures} testID={`ledger-month-${row.month}`}>
      <Press onPress={() => setOpen(!isOpen)} testID={`vouchers-of-${row.month}`} style={styles.fold}>
        <Text type="smallStrong" tone="brand">
          {isOpen ? words.sync.hideVouchers : words.sync.showVouchers}
        </Text>
      </Press>
      {isOpen ? <Vouchers companyId={companyId} ledgerId={ledgerId} month={row.month} /> : null}
    </TiedRow>
  );
}

/** Our vouchers of the month on this ledger, to be held against the ledger's own page in Tally. */
function Vouchers({ companyId, ledgerId, month }: { companyId: string; ledgerId: string; month: string }) {
  const words = useWords();
  return (
    <PagedList
      read={useLedgerMonth({ companyId, ledgerId, from: `${month}-01`, to: lastDayOf(month) })}
      skeleton={[3]}
      empty={<Text tone="textMuted">{words.sync.noVouchers}</Text>}
      row={(line) => (
        <TiedRow
          key={`${line.voucherId} ${line.lineNo}`}
          title={`${line.type} ${line.number}`.trim()}
          note={dayText(line.date)}
          figures={[{ label: words.sync.moved, value: <Money paise={line.amount} signed align="right" /> }]}
        />
      )}
    />
  );
}

const styles = StyleSheet.create({ fold: { alignSelf: "flex-start", justifyContent: "center" } });
