import type { PartyPayment } from "@cfa/contract/insights";
import type { TodayItem } from "@cfa/contract/today";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { LinkRow } from "../../components/link-row";
import { Money } from "../../components/money";
import { Empty } from "../../components/notice";
import { PaymentClassTag } from "../../components/payment-class";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import type { Catalogue } from "../../locale/en";
import { useLargestLosses, useToday } from "../../queries/use-today";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { whyText } from "./today-text";

/** The customers whose payment became worse, with why, and those of whom most may be lost. */
export function RiskyCard() {
  const words = useWords();
  const companyId = useCompanyId();
  const read = useLargestLosses(companyId);
  const today = useToday(companyId).data;
  const known = today === undefined ? [] : [...today.doNow, ...today.alerts, ...today.snoozed];
  const worse = known.filter(({ kind }) => kind === "class-worse" || kind === "slower");
  return (
    <Card heading={words.today.risky.heading} hint={words.today.risky.hint} testID="risky" flush>
      <ReadState read={read} skeleton={[3]}>
        {({ rows }) => {
          const losses = rows.filter(({ expectedLoss }) => expectedLoss !== "0");
          const others = worse.filter(
            ({ party }) => !losses.some(({ partyId }) => partyId === party?.partyId),
          );
          if (losses.length + others.length === 0) {
            return <Empty icon="good" title={words.today.risky.none} text={words.today.risky.noneText} />;
          }
          return (
            <View role="list" style={styles.list}>
              {others.map((item, at) => (
                <Worse key={item.key} item={item} isFirst={at === 0} at={at} />
              ))}
              {losses.map((row, at) => (
                <Loss
                  key={row.partyId}
                  row={row}
                  change={worse.find(({ party }) => party?.partyId === row.partyId)}
                  isFirst={others.length === 0 && at === 0}
                  at={at}
                />
              ))}
            </View>
          );
        }}
      </ReadState>
    </Card>
  );
}

function Worse({ item, isFirst, at }: { item: TodayItem; isFirst: boolean; at: number }) {
  const words = useWords();
  const companyId = useCompanyId();
  if (item.party === null) return null;
  const { partyId, name } = item.party;
  return (
    <LinkRow
      to={{ pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId } }}
      isFirst={isFirst}
      testID={`worse-${at}`}
    >
      <Text type="strong" lines={2}>
        {name}
      </Text>
      <Text type="small" tone="bad">
        {whyText(item, words)}
      </Text>
    </LinkRow>
  );
}

function Loss(props: { row: PartyPayment; change: TodayItem | undefined; isFirst: boolean; at: number }) {
  const { row, change, isFirst, at } = props;
  const words = useWords();
  const companyId = useCompanyId();
  return (
    <LinkRow
      to={{ pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId: row.partyId } }}
      isFirst={isFirst}
      aside={
        <View style={styles.loss}>
          <Money paise={row.expectedLoss} form="short" type="figure" tone="bad" align="right" />
          <Text type="small" tone="textMuted" align="right">
            {words.today.risky.loss}
          </Text>
        </View>
      }
      testID={`risky-${at}`}
    >
      <View style={styles.name}>
        <Text type="strong" lines={2} style={styles.shrink}>
          {row.name}
        </Text>
        {row.class === "risky" || row.class === "late" ? <PaymentClassTag of={row.class} /> : null}
      </View>
      {change === undefined ? null : (
        <Text type="small" tone="bad">
          {whyText(change, words)}
        </Text>
      )}
      <Text type="small" tone="textMuted">
        {reasonText(row, words)}
      </Text>
    </LinkRow>
  );
}

function reasonText({ reason }: PartyPayment, words: Catalogue): string {
  const { late, last, overdue } = reason;
  return [
    ...(last > 0 ? [words.today.risky.late(late, last)] : []),
    ...(overdue > 0 ? [words.today.risky.overdue(overdue)] : []),
  ].join(" · ");
}

const styles = StyleSheet.create({
  list: { marginTop: SPACE.xs },
  loss: { alignItems: "flex-end" },
  name: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", columnGap: SPACE.s },
  shrink: { flexShrink: 1 },
});
