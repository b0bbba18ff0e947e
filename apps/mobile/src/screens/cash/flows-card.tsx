import type { CashForecast, Spread } from "@cfa/contract/cash-forecast";
import type { PaymentOverview } from "@cfa/contract/insights";
import { paiseFromJson } from "@cfa/values/money";
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
import { quantile, rupees, short } from "./cash-figures";

/** What comes in and goes out in the next days, and what was promised for them. */
export function FlowsCard({ forecast }: { forecast: CashForecast }) {
  const words = useWords();
  const [period, setPeriod] = useState<"days7" | "days30">("days7");
  const companyId = useCompanyId();
  const receivable = useExpected(companyId, "receivable");
  const payable = useExpected(companyId, "payable");
  const { month, weeks } = forecast;
  const money = (period === "days30" ? month : null) ?? weeks[0];
  if (money === undefined) return null;
  const most = Math.max(rupees(paiseFromJson(money.in.mean)), rupees(paiseFromJson(money.out.mean)), 1);
  const promised = (overview: PaymentOverview | undefined) =>
    overview?.learned?.forecast.promised[month === null ? "days7" : period] ?? null;
  return (
    <Card
      heading={words.cash.flows.heading}
      hint={words.cash.flows.hint}
      testID="cash-flows"
      aside={
        month === null ? undefined : (
          <Segmented
            label={words.cash.flows.period}
            options={[
              { key: "days7", title: words.cash.flows.days7 },
              { key: "days30", title: words.cash.flows.days30 },
            ]}
            chosen={period}
            onChoose={setPeriod}
            testID="cash-flows"
          />
        )
      }
    >
      <View style={styles.flows}>
        <Flow direction="in" money={money.in} most={most} promised={promised(receivable.data)} />
        <Flow direction="out" money={money.out} most={most} promised={promised(payable.data)} />
      </View>
    </Card>
  );
}

function Flow(props: { direction: "in" | "out"; money: Spread; most: number; promised: string | null }) {
  const { direction, money, most, promised } = props;
  const { mean } = money;
  const words = useWords();
  const colours = useColours();
  const isIn = direction === "in";
  const share = Math.max((rupees(paiseFromJson(mean)) / most) * 100, 1);
  const said = isIn ? words.cash.flows.promised : words.cash.flows.promisedToPay;
  const notes = [
    words.cash.flows.between(short(quantile(money, "low"), words), short(quantile(money, "high"), words)),
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
