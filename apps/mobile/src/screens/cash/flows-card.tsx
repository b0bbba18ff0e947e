import type { CashForecast } from "@cfa/contract/cash-forecast";
import type { PaymentOverview } from "@cfa/contract/insights";
import { paiseFromJson, paiseToJson } from "@cfa/values/money";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Money } from "../../components/money";
import { Segmented } from "../../components/segmented";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useExpected } from "../../queries/use-cash";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { flowsOver, quantile, rupees, short } from "./cash-figures";

const WEEKS = { days7: 1, weeks4: 4 } as const;

/** What comes in and goes out in the next days, with what of it was promised. */
export function FlowsCard({ forecast }: { forecast: CashForecast }) {
  const words = useWords();
  const [period, setPeriod] = useState<keyof typeof WEEKS>("days7");
  const companyId = useCompanyId();
  const receivable = useExpected(companyId, "receivable");
  const payable = useExpected(companyId, "payable");
  const count = WEEKS[period];
  const flows = flowsOver(forecast.weeks, count);
  const most = Math.max(rupees(paiseFromJson(flows.in)), rupees(paiseFromJson(flows.out)), 1);
  const [week] = forecast.weeks;
  const range = (direction: "in" | "out") =>
    count === 1 && week
      ? words.cash.flows.between(
          short(quantile(week[direction], "low"), words),
          short(quantile(week[direction], "high"), words),
        )
      : null;
  return (
    <Card
      heading={words.cash.flows.heading}
      hint={words.cash.flows.hint}
      testID="cash-flows"
      aside={
        <Segmented
          label={words.cash.flows.period}
          options={[
            { key: "days7", title: words.cash.flows.days7 },
            { key: "weeks4", title: words.cash.flows.weeks4 },
          ]}
          chosen={period}
          onChoose={setPeriod}
          testID="cash-flows"
        />
      }
    >
      <View style={styles.flows}>
        <Flow
          direction="in"
          mean={flows.in}
          most={most}
          range={range("in")}
          promised={promisedOver(receivable.data, count)}
        />
        <Flow
          direction="out"
          mean={flows.out}
          most={most}
          range={range("out")}
          promised={promisedOver(payable.data, count)}
        />
      </View>
    </Card>
  );
}

/** What was promised of the first weeks, in paise; null: not known. */
function promisedOver(overview: PaymentOverview | undefined, count: number): string | null {
  const weeks = overview?.learned?.forecast.weeks;
  if (weeks === undefined) return null;
  return paiseToJson(weeks.slice(0, count).reduce((total, week) => total + paiseFromJson(week.promised), 0n));
}

function Flow(props: {
  direction: "in" | "out";
  mean: string;
  most: number;
  range: string | null;
  promised: string | null;
}) {
  const { direction, mean, most, range, promised } = props;
  const words = useWords();
  const colours = useColours();
  const isIn = direction === "in";
  const share = Math.max((rupees(paiseFromJson(mean)) / most) * 100, 1);
  const said = isIn ? words.cash.flows.promised : words.cash.flows.promisedToPay;
  const notes = [
    ...(range === null ? [] : [range]),
    ...(promised === null || promised === "0" ? [] : [said(short(promised, words))]),
  ];
  return (
    <View style={styles.flow}>
      <View style={styles.line}>
        <Text type="strong" style={styles.label}>
          {isIn ? words.cash.in : words.cash.out}
        </Text>
        <Money paise={mean} form="short" type="figure" testID={`cash-flows-${direction}`} />
      </View>
      <View style={[styles.track, { backgroundColor: colours.raised }]}>
        <View
          style={[
            styles.bar,
            { width: `${share}%`, backgroundColor: isIn ? colours.brand : colours.ageing[2] },
          ]}
        />
      </View>
      {notes.map((note) => (
        <Text key={note} type="small" tone="textMuted">
          {note}
        </Text>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  flows: { gap: SPACE.l },
  flow: { gap: SPACE.xs },
  line: { flexDirection: "row", alignItems: "baseline", gap: SPACE.s },
  label: { flex: 1 },
  track: { height: 10, borderRadius: RADIUS.pill, overflow: "hidden" },
  bar: { height: 10, borderRadius: RADIUS.pill },
});
