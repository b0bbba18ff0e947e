import type { CashForecast } from "@cfa/contract/cash-forecast";
import type { Freshness } from "@cfa/contract/reads";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { verdictOf } from "../../components/freshness-verdict";
import { PressLink } from "../../components/press";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useCashForecast, useCashPosition } from "../../queries/use-cash";
import { useAsOf, useCompanyId } from "../../session/view";
import { useLayout } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { BalanceFan } from "../cash/balance-fan";
import { lowestInMonthText, lowestRangeText, lowestText, lowestWeek, weekOfDay } from "../cash/cash-figures";
import { CashToday } from "../cash/today";

/** Cash today and how low it will go. Where the books are red, or of another day than today, nothing is foretold. */
export function CashCard({ freshness }: { freshness: Freshness }) {
  const companyId = useCompanyId();
  const { asOf } = useAsOf();
  const phone = useLayout() === "phone";
  const position = useCashPosition(companyId, asOf);
  const isRed = verdictOf(freshness).verdict === "bad";
  return (
    <Card testID="home-cash">
      <ReadState read={position} skeleton={[2]}>
        {(cash) => (
          <View style={phone ? styles.stack : styles.row}>
            <View style={phone ? null : styles.today}>
              <CashToday position={cash} />
              {phone ? null : <Open />}
            </View>
            {asOf === null ? (
              <View style={styles.ahead}>{isRed ? <Hidden /> : <Ahead companyId={companyId} />}</View>
            ) : null}
            {phone ? <Open /> : null}
          </View>
        )}
      </ReadState>
    </Card>
  );
}

function Ahead({ companyId }: { companyId: string }) {
  const words = useWords();
  const read = useCashForecast(companyId);
  return (
    <ReadState read={read} skeleton={[2]}>
      {({ forecast, notes }) =>
        forecast === null ? (
          <Text type="small" tone="textMuted" testID="home-cash-none">
            {notes.map(({ kind }) => words.cash.notes[kind]).join(" ")}
          </Text>
        ) : (
          <LowestAhead forecast={forecast} />
        )
      }
    </ReadState>
  );
}

/** How low it will go within thirty days; within thirteen weeks where no more was kept of the forecast. */
function LowestAhead({ forecast }: { forecast: CashForecast }) {
  const words = useWords();
  const { month, opening, weeks, floor, lowest } = forecast;
  const said = month ? lowestInMonthText(month, opening.available, words) : lowestText(forecast, words);
  return (
    <View style={styles.fan}>
      <Text type="strong" testID="home-cash-lowest">
        {said}
      </Text>
      <Text type="small" tone="textMuted" testID="home-cash-range">
        {lowestRangeText(month?.lowest ?? lowest, words)}
      </Text>
      <BalanceFan
        opening={opening.available}
        weeks={weeks}
        floor={floor}
        chosen={month ? weekOfDay(weeks, month.lowest.day) : lowestWeek(forecast)}
        height={150}
        label={said}
        testID="home-fan"
      />
    </View>
  );
}

function Hidden() {
  const words = useWords();
  return (
    <Text type="small" tone="warn" testID="home-cash-hidden">
      {words.cash.hidden}
    </Text>
  );
}

function Open() {
  const words = useWords();
  const companyId = useCompanyId();
  return (
    <PressLink
      href={{ pathname: "/[companyId]/cash", params: { companyId } }}
      testID="home-to-cash"
      style={styles.open}
    >
      <Text type="strong" tone="brand">
        {words.cash.open}
      </Text>
    </PressLink>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.m },
  row: { flexDirection: "row", gap: SPACE.xl },
  today: { flexBasis: 240, flexGrow: 1, justifyContent: "space-between" },
  ahead: { flexGrow: 3, flexShrink: 1, flexBasis: "auto", minWidth: 0 },
  fan: { gap: SPACE.xs },
  open: { justifyContent: "center" },
});
