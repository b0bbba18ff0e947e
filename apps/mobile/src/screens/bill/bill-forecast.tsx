import type { BillForecast, BillPayment } from "@cfa/contract/insights";
import type { Bill, BillEvidence } from "@cfa/contract/reads";
import { localDateAt } from "@cfa/values/local-date";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Fact, Facts } from "../../components/fact";
import { Money } from "../../components/money";
import { Notice } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { chanceText } from "../../locale/chance-text";
import { useNow } from "../../platform/now";
import { useBillPayment } from "../../queries/use-payments";
import { useAsOf, useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { ForecastLine } from "../charts";
import { likelyText, missingText, rangeText, reasonTexts } from "./forecast-text";

/** A smaller chance of not coming at all is not worth a word. */
const WORTH_A_WORD = 0.01;

/** When a bill will probably be paid, and why; or why nobody can say. */
export function BillForecastCard({ evidence: { bill } }: { evidence: BillEvidence }) {
  const words = useWords();
  const { payments: w } = words;
  const isToday = useAsOf().asOf === null;
  const read = useBillPayment({ companyId: useCompanyId(), billId: bill.billId, isWanted: isToday });
  return (
    <Card heading={w.forecast.heading[bill.side]} testID="bill-forecast">
      {isToday ? (
        <ReadState read={read} skeleton={[3]}>
          {(payment) => <Told payment={payment} bill={bill} />}
        </ReadState>
      ) : (
        <Text tone="textMuted">{w.ofToday}</Text>
      )}
    </Card>
  );
}

function Told({ payment, bill }: { payment: BillPayment; bill: Bill }) {
  const words = useWords();
  const { payments: w } = words;
  const { learned, forecast } = payment;
  return (
    <View style={styles.stack}>
      {learned?.isBehind === true ? (
        <Notice icon="sync" kind="neutral" testID="learned-behind">
          {w.behind}
        </Notice>
      ) : null}
      {forecast === null ? (
        <Text tone="textMuted" testID="forecast-missing">
          {missingText(payment, bill, words)}
        </Text>
      ) : (
        <Forecast forecast={forecast} bill={bill} />
      )}
      {learned === null ? null : (
        <Text type="small" tone="textMuted">
          {w.learnedFor(dayText(learned.asOf))}
        </Text>
      )}
    </View>
  );
}

function Forecast({ forecast, bill }: { forecast: BillForecast; bill: Bill }) {
  const words = useWords();
  const { forecast: w } = words.payments;
  const today = localDateAt(new Date(useNow()));
  const range = rangeText(forecast, words);
  return (
    <>
      <View>
        <Text type="figure" testID="forecast-likely">
          {likelyText(forecast, words)}
        </Text>
        {range === null ? null : (
          <Text tone="textMuted" testID="forecast-range">
            {`${w.range} ${range}`}
          </Text>
        )}
      </View>
      <ForecastLine forecast={forecast} today={today} />
      <Facts>
        <Fact label={w.lateLabel}>
          <Text type="strong" testID="forecast-late">
            {bill.overdueDays > 0 ? w.overdue : chanceText(forecast.late)}
          </Text>
        </Fact>
        {forecast.never < WORTH_A_WORD ? null : (
          <Fact label={w.never}>
            <Text type="strong" testID="forecast-never">
              {chanceText(forecast.never)}
            </Text>
          </Fact>
        )}
        {forecast.amount === bill.open ? null : (
          <Fact label={w.amount}>
            <Money paise={forecast.amount} type="strong" testID="forecast-amount" />
          </Fact>
        )}
      </Facts>
      <Why forecast={forecast} />
    </>
  );
}

function Why({ forecast: { reasons, basis } }: { forecast: BillForecast }) {
  const words = useWords();
  const { forecast: w } = words.payments;
  return (
    <View style={styles.why}>
      <Text type="small" tone="textMuted">
        {w.why}
      </Text>
      <View role="list" style={styles.reasons}>
        {reasonTexts(reasons, words).map((text, at) => (
          <View key={text} role="listitem" style={styles.reason} testID={`forecast-reason-${at}`}>
            <Text tone="brand" style={styles.bullet}>
              •
            </Text>
            <Text style={styles.text}>{text}</Text>
          </View>
        ))}
      </View>
      <Text type="small" tone="textMuted" testID="forecast-basis">
        {`${w.restsOn}: ${w.basis[basis]}`}
      </Text>
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  why: { gap: SPACE.xs },
  reasons: { gap: 2 },
  reason: { flexDirection: "row", gap: SPACE.s },
  bullet: { width: 12 },
  text: { flex: 1, minWidth: 0 },
});
