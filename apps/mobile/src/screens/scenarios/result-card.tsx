import type { ScenarioResult } from "@cfa/contract/cash-scenarios";
import { paiseToJson } from "@cfa/values/money";
import { View } from "react-native";

import { Card } from "../../components/card";
import { ChartOrTable } from "../../components/chart/chart-or-table";
import { FigureTable } from "../../components/chart/figure-table";
import { Money } from "../../components/money";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { SPACE } from "../../theme/tokens";
import { BalanceFan } from "../cash/balance-fan";
import { quantile, short } from "../cash/cash-figures";

/** The money as it is and as tried, on the same chances. */
export function ResultCard(props: { result: ScenarioResult; opening: string; floor: string | null }) {
  const { result, opening, floor } = props;
  const words = useWords();
  const text = words.cash.scenarios;
  const { base, edited } = result;
  const line = ({ lowest }: ScenarioResult["base"], say: (sum: string, week: string) => string) =>
    say(
      short(quantile(lowest.balance, "middle"), words),
      words.cash.week(dayText(lowest.week.from), dayText(lowest.week.to)),
    );
  const before = line(base, text.lowestBefore);
  const after = line(edited, text.lowestAfter);
  return (
    <Card heading={words.cash.ahead} hint={words.cash.aheadHint} testID="scenario-result">
      <ChartOrTable
        summary={`${before} ${after}`}
        chart={
          <View style={{ gap: SPACE.m }}>
            {[
              { key: "after", title: text.after, side: edited, label: after },
              { key: "before", title: text.before, side: base, label: before },
            ].map(({ key, title, side, label }) => (
              <View key={key} style={{ gap: SPACE.xs }}>
                <Text type="smallStrong">{title}</Text>
                <BalanceFan
                  opening={opening}
                  weeks={side.weeks}
                  floor={floor}
                  label={label}
                  height={180}
                  testID={`scenario-fan-${key}`}
                />
              </View>
            ))}
          </View>
        }
        table={<Weeks result={result} />}
        testID="scenario"
      />
    </Card>
  );
}

function Weeks({ result: { base, edited } }: { result: ScenarioResult }) {
  const words = useWords();
  const text = words.cash.scenarios;
  return (
    <FigureTable
      label={words.cash.ahead}
      head={[words.cash.weekOf, text.before, text.after]}
      rows={edited.weeks.map((week, at) => ({
        key: week.from,
        title: words.cash.week(dayText(week.from), dayText(week.to)),
        cells: [base.weeks[at], week].map((side, which) => (
          <Money
            key={which === 0 ? "before" : "after"}
            paise={side ? paiseToJson(quantile(side.balance, "middle")) : "0"}
            form="short"
            type="small"
            align="right"
          />
        )),
      }))}
      testID="scenario-weeks"
    />
  );
}
