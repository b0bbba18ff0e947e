import type { LearnedBill, PartyPayment, PaymentHistory } from "@cfa/contract/insights";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { ViewChoice, type ChartView } from "../../components/chart/view-choice";
import { LinkRow } from "../../components/link-row";
import { LoadMore } from "../../components/load-more";
import { Money } from "../../components/money";
import { Empty } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { shortDelayText } from "../../locale/payments/delay-text";
import type { SideName } from "../../queries/use-parties";
import { usePartyPayment, usePaymentHistory } from "../../queries/use-payments";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { DelayChart } from "../charts";
import { historyText } from "./payment-text";

/** Fewer bills make no picture. */
const FEWEST = 3;
const STEP = 10;

/** How late a party's bills were paid, one after the other: as a picture, as a table, and in words. */
export function PaymentHistoryCard({ partyId, side }: { partyId: string; side: SideName }) {
  const [chosen, choose] = useState<ChartView>("picture");
  const { history: w } = useWords().payments;
  const companyId = useCompanyId();
  const read = usePaymentHistory({ companyId, partyId, side });
  const payment = usePartyPayment({ companyId, partyId, side, isWanted: true });
  const drift = payment.data?.pages[0]?.party?.drift ?? null;
  const count = read.data?.rows.length ?? 0;
  return (
    <Card
      heading={w.heading[side]}
      {...(count === 0 ? {} : { hint: w.hint(count, read.data?.paid ?? count) })}
      testID={`history-${side}`}
      flush
      aside={
        count < FEWEST ? null : <ViewChoice chosen={chosen} onChoose={choose} testID={`history-${side}`} />
      }
    >
      <View style={styles.body}>
        <ReadState read={read} skeleton={[4]}>
          {(history) => <Shown history={history} drift={drift} isTable={chosen === "table"} />}
        </ReadState>
      </View>
    </Card>
  );
}

function Shown(props: { history: PaymentHistory; drift: PartyPayment["drift"]; isTable: boolean }) {
  const { history, drift, isTable } = props;
  const words = useWords();
  const { rows } = history;
  if (rows.length === 0) return <Empty icon="voucher" title={words.payments.history.none} />;
  if (isTable || rows.length < FEWEST) return <Table rows={rows} />;
  return (
    <View style={styles.picture}>
      <DelayChart rows={rows} drift={drift} />
      <Text type="small" tone="textMuted" testID="history-told">
        {historyText(rows, words)}
      </Text>
    </View>
  );
}

function Table({ rows }: { rows: readonly LearnedBill[] }) {
  const [shown, setShown] = useState(STEP);
  const newest = rows.toReversed();
  return (
    <View>
      <View role="list" testID="history-rows">
        {newest.slice(0, shown).map((bill, at) => (
          <Row key={bill.billId} bill={bill} at={at} />
        ))}
      </View>
      <LoadMore hasMore={rows.length > shown} busy={false} onPress={() => setShown(shown + STEP)} />
    </View>
  );
}

function Row({ bill, at }: { bill: LearnedBill; at: number }) {
  const words = useWords();
  const companyId = useCompanyId();
  const { history: w } = words.payments;
  const about = [w.dueOn(dayText(bill.dueDate)), w.paidOn(dayText(bill.paid))];
  if (bill.isInferred) about.push(words.common.inferred);
  return (
    <LinkRow
      to={{ pathname: "/[companyId]/bills/[billId]", params: { companyId, billId: bill.billId } }}
      isFirst={at === 0}
      testID={`paid-bill-${at}`}
      aside={
        <View style={styles.aside}>
          <Text type="smallStrong" tone={bill.delay > 0 ? "bad" : "good"} align="right">
            {shortDelayText(bill.delay, words)}
          </Text>
          <Money paise={bill.amount} type="small" form="whole" tone="textMuted" align="right" />
        </View>
      }
    >
      <Text type="strong">{bill.name === "" ? words.bill.unnamed : bill.name}</Text>
      <View style={styles.about}>
        {about.map((text) => (
          <Text key={text} type="small" tone="textMuted">
            {text}
          </Text>
        ))}
      </View>
    </LinkRow>
  );
}

const styles = StyleSheet.create({
  body: { paddingTop: SPACE.s },
  picture: { paddingHorizontal: SPACE.l, paddingBottom: SPACE.l, gap: SPACE.m },
  about: { flexDirection: "row", flexWrap: "wrap", columnGap: SPACE.m },
  aside: { alignItems: "flex-end", flexShrink: 0 },
});
