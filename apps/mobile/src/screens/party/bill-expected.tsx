import type { BillForecast } from "@cfa/contract/insights";
import type { Bill } from "@cfa/contract/reads";
import { StyleSheet, View } from "react-native";

import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { chanceText } from "../../locale/chance-text";
import { SPACE } from "../../theme/tokens";
import { likelyText, rangeText, reasonTexts } from "../bill/forecast-text";

/** So many reasons stand on a row; all of them on the bill's own page. */
const REASONS = 2;

/** When an open bill will probably be paid, how likely late, and why, in three short lines. */
export function BillExpected({ bill, forecast, at }: { bill: Bill; forecast: BillForecast; at: number }) {
  const words = useWords();
  const { forecast: w } = words.payments;
  const range = rangeText(forecast, words);
  return (
    <View style={styles.lines} testID={`forecast-${at}`}>
      <View style={styles.said}>
        <Text type="smallStrong" testID={`forecast-likely-${at}`}>
          {likelyText(forecast, words)}
        </Text>
        {range === null ? null : <Text type="small">{range}</Text>}
      </View>
      <Text type="small" tone="textMuted">
        {[
          ...(bill.overdueDays > 0 ? [] : [w.late(chanceText(forecast.late))]),
          ...reasonTexts(forecast.reasons, words).slice(0, REASONS),
        ].join(" · ")}
      </Text>
    </View>
  );
}

const styles = StyleSheet.create({
  lines: { marginTop: SPACE.xs },
  said: { flexDirection: "row", flexWrap: "wrap", columnGap: SPACE.s },
});
