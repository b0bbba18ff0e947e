import type { CashForecast, CashWeek } from "@cfa/contract/cash-forecast";
import { paiseToJson } from "@cfa/values/money";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { ChartOrTable } from "../../components/chart/chart-or-table";
import { FigureTable } from "../../components/chart/figure-table";
import { Icon } from "../../components/icon";
import { LinkRow } from "../../components/link-row";
import { Money } from "../../components/money";
import { Press } from "../../components/press";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText, momentText } from "../../locale/moment-text";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE, TARGET } from "../../theme/tokens";
import { BalanceFan } from "./balance-fan";
import { chanceText } from "../../locale/chance-text";
import { lowestRangeText, lowestText, lowestWeek, quantile, short } from "./cash-figures";

/** How money will go: the fan to its lowest point, week by week, as picture or table. */
export function FanCard({ forecast }: { forecast: CashForecast }) {
  const words = useWords();
  const [chosen, setChosen] = useState<number | null>(null);
  const at = chosen ?? lowestWeek(forecast);
  const week = forecast.weeks[at - 1];
  const { floor, chanceBelow } = forecast;
  const chance =
    chanceBelow === null || floor === null
      ? []
      : [words.cash.below(chanceText(chanceBelow), short(floor, words))];
  return (
    <Card heading={words.cash.ahead} hint={words.cash.aheadHint} testID="cash-fan-card">
      <ChartOrTable
        summary={[lowestText(forecast, words), lowestRangeText(forecast.lowest, words), ...chance].join(" ")}
        chart={
          <View style={{ gap: SPACE.s }}>
            <BalanceFan
              opening={forecast.opening.available}
              weeks={forecast.weeks}
              floor={floor}
              label={lowestText(forecast, words)}
              chosen={at}
              onChoose={setChosen}
              height={220}
              testID="cash-fan"
            />
            <Text type="small" tone="textMuted">
              {[
                words.cash.legend,
                ...(floor === null ? [] : [words.cash.floorLine(short(floor, words))]),
              ].join(" ")}
            </Text>
            {week ? (
              <WeekDetail week={week} at={at} count={forecast.weeks.length} onChoose={setChosen} />
            ) : null}
          </View>
        }
        table={<WeeksTable weeks={forecast.weeks} />}
        testID="cash-ahead"
      />
      <Text type="small" tone="textMuted" style={{ marginTop: SPACE.m }}>
        {words.cash.asOf(dayText(forecast.asOf), momentText(forecast.madeAt))}
      </Text>
    </Card>
  );
}

/** The chosen week: what comes, what goes, what may be spent at its end. */
function WeekDetail(props: { week: CashWeek; at: number; count: number; onChoose: (at: number) => void }) {
  const { week, at, count, onChoose } = props;
  const words = useWords();
  const colours = useColours();
  const companyId = useCompanyId();
  const { balance } = week;
  return (
    <View
      style={[styles.detail, { backgroundColor: colours.raised }]}
      aria-live="polite"
      testID="cash-week-detail"
    >
      <View style={styles.figures}>
        <View style={styles.head}>
          <Step name="back" label={words.cash.weekBefore} isOff={at <= 1} onPress={() => onChoose(at - 1)} />
          <Text type="smallStrong" align="center" style={styles.days}>
            {words.cash.week(dayText(week.from), dayText(week.to))}
          </Text>
          <Step
            name="forward"
            label={words.cash.weekAfter}
            isOff={at >= count}
            onPress={() => onChoose(at + 1)}
          />
        </View>
        <Figure label={words.cash.in} paise={week.in.mean} testID="cash-week-in" />
        <Figure label={words.cash.out} paise={week.out.mean} testID="cash-week-out" />
        <View>
          <Text type="small" tone="textMuted">
            {words.cash.atEnd}
          </Text>
          <Money
            paise={paiseToJson(quantile(balance, "middle"))}
            form="short"
            type="strong"
            testID="cash-week-end"
          />
          <Text type="small" tone="textMuted">
            {`${short(quantile(balance, "low"), words)} – ${short(quantile(balance, "high"), words)}`}
          </Text>
        </View>
      </View>
      <LinkRow
        to={{ pathname: "/[companyId]/cash/weeks/[firstDay]", params: { companyId, firstDay: week.from } }}
        isPart
        testID="cash-week-evidence"
      >
        <Text type="strong" tone="brand">
          {words.cash.evidence}
        </Text>
      </LinkRow>
    </View>
  );
}

/** To the week before or after. */
function Step(props: { name: "back" | "forward"; label: string; isOff: boolean; onPress: () => void }) {
  const { name, label, isOff, onPress } = props;
  const colours = useColours();
  return (
    <Press label={label} onPress={onPress} disabled={isOff} style={styles.step} testID={`cash-week-${name}`}>
      <Icon name={name} color={isOff ? colours.lineStrong : colours.text} size={18} />
    </Press>
  );
}

function Figure(props: { label: string; paise: string; testID: string }) {
  const { label, paise, testID } = props;
  return (
    <View>
      <Text type="small" tone="textMuted">
        {label}
      </Text>
      <Money paise={paise} form="short" type="strong" testID={testID} />
    </View>
  );
}

/** The same weeks as a table. */
function WeeksTable({ weeks }: { weeks: readonly CashWeek[] }) {
  const words = useWords();
  return (
    <FigureTable
      label={words.cash.ahead}
      head={[words.cash.weekOf, words.cash.in, words.cash.out, words.cash.atEnd, words.cash.range]}
      rows={weeks.map((week) => ({
        key: week.from,
        title: words.cash.week(dayText(week.from), dayText(week.to)),
        cells: [
          <Sum key="in" paise={week.in.mean} />,
          <Sum key="out" paise={week.out.mean} />,
          <Sum key="end" paise={paiseToJson(quantile(week.balance, "middle"))} />,
          <Text type="small" align="right" key="range">
            {`${short(quantile(week.balance, "low"), words)} – ${short(quantile(week.balance, "high"), words)}`}
          </Text>,
        ],
      }))}
      testID="cash-weeks"
    />
  );
}

function Sum({ paise }: { paise: string }) {
  return <Money paise={paise} form="short" type="small" align="right" />;
}

const styles = StyleSheet.create({
  detail: { borderRadius: RADIUS.m, overflow: "hidden" },
  figures: { flexDirection: "row", flexWrap: "wrap", columnGap: SPACE.xl, rowGap: SPACE.s, padding: SPACE.m },
  head: { flexDirection: "row", alignItems: "center", width: "100%" },
  days: { flex: 1 },
  step: { width: TARGET, alignItems: "center", justifyContent: "center", borderRadius: RADIUS.pill },
});
