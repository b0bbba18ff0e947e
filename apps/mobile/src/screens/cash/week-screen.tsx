import type { CashWeekEvidence } from "@cfa/contract/cash-forecast";
import { useLocalSearchParams } from "expo-router";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Fact, Facts } from "../../components/fact";
import { ListRow } from "../../components/list-row";
import { Money } from "../../components/money";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { useCashWeek } from "../../queries/use-cash";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { classText, quantile, short } from "./cash-figures";
import { WeekBills, WeekDeposits, WeekItems, WeekPostDated } from "./week-lists";

/** What stands behind one week of the forecast: its parts, and the bills, items, deposits and entries that are named in it. */
export function CashWeekScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const { firstDay } = useLocalSearchParams<{ firstDay: string }>();
  const read = useCashWeek(companyId, firstDay);
  const week = read.data?.week;
  return (
    <Page
      title={week ? words.cash.week(dayText(week.from), dayText(week.to)) : words.cash.weekPage.heading}
      subtitle={words.cash.evidence}
      back
      narrow
      onRefresh={read.refetch}
    >
      <ReadState read={read} skeleton={[3, 5, 6]}>
        {(evidence) => (
          <View style={styles.stack}>
            <Sums evidence={evidence} />
            <Parts evidence={evidence} />
            <WeekBills bills={evidence.bills} />
            <WeekItems items={evidence.items} />
            <WeekDeposits deposits={evidence.deposits} />
            <WeekPostDated flows={evidence.postDated} />
            {isNothingNamed(evidence) ? <Empty title={words.cash.weekPage.none} /> : null}
          </View>
        )}
      </ReadState>
    </Page>
  );
}

function isNothingNamed({ bills, items, deposits, postDated }: CashWeekEvidence): boolean {
  return bills.length + items.length + deposits.length + postDated.length === 0;
}

function Sums({ evidence: { week } }: { evidence: CashWeekEvidence }) {
  const words = useWords();
  const range = (spread: CashWeekEvidence["week"]["in"]) =>
    `${short(quantile(spread, "low"), words)} – ${short(quantile(spread, "high"), words)}`;
  return (
    <Card testID="week-sums">
      <Facts>
        {(["in", "out", "net"] as const).map((which) => (
          <Fact key={which} label={words.cash[which]}>
            <View>
              <Money paise={week[which].mean} form="whole" type="figure" testID={`week-${which}`} />
              <Text type="small" tone="textMuted">
                {`${words.cash.range}: ${range(week[which])}`}
              </Text>
            </View>
          </Fact>
        ))}
      </Facts>
    </Card>
  );
}

function Parts({ evidence: { parts } }: { evidence: CashWeekEvidence }) {
  const words = useWords();
  const shown = parts.filter(({ mean }) => mean !== "0");
  return (
    <Card heading={words.cash.weekPage.parts} testID="week-parts" flush>
      <View role="list" style={styles.list}>
        {shown.map(({ class: kind, direction, mean, named }, at) => (
          <ListRow
            key={`${kind} ${direction}`}
            title={classText(kind, words)}
            about={[
              direction === "in" ? words.cash.in : words.cash.out,
              ...(named === "0" ? [] : [words.cash.weekPage.named(short(named, words))]),
            ]}
            isFirst={at === 0}
            testID={`week-part-${at}`}
          >
            <Money
              paise={mean}
              form="whole"
              type="strong"
              tone={direction === "in" ? "good" : "text"}
              minus={direction === "out"}
              align="right"
            />
          </ListRow>
        ))}
      </View>
    </Card>
  );
}

const styles = StyleSheet.create({ stack: { gap: SPACE.l }, list: { marginTop: SPACE.s } });
