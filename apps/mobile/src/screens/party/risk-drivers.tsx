import type { PartyPayment } from "@cfa/contract/insights";
import { StyleSheet, View } from "react-native";

import { Text, type Tone } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { riskLevel } from "./payment-text";

const TONES = {
  none: "good",
  low: "good",
  medium: "warn",
  high: "bad",
  grave: "bad",
} as const satisfies Record<string, Tone>;

/** The risk of a customer, and what it is made of: each part as a bar and in points, which add up to it. */
export function RiskDrivers({ found }: { found: PartyPayment }) {
  const words = useWords();
  const { payments: w } = words;
  const colours = useColours();
  const { risk, drivers } = found;
  const level = riskLevel(risk);
  const tone = TONES[level];
  return (
    <View style={styles.stack} testID="payment-risk">
      <View style={styles.head}>
        <Text type="small" tone="textMuted">
          {w.risk}
        </Text>
        <Text type="strong" tone={tone} testID="risk-level">
          {w.levels[level]}
        </Text>
        <Text type="small" tone="textMuted" align="right" style={styles.score} testID="risk-score">
          {w.ofHundred(risk)}
        </Text>
      </View>
      <View aria-hidden style={[styles.track, { backgroundColor: colours.line }]}>
        <View style={[styles.fill, { width: `${risk}%`, backgroundColor: colours[tone] }]} />
      </View>
      {drivers.length === 0 ? null : (
        <View role="list" style={styles.drivers}>
          {drivers.map(({ kind, points }) => (
            <View key={kind} role="listitem" style={styles.driver} testID={`driver-${kind}`}>
              <Text type="small" style={styles.label}>
                {w.drivers[kind]}
              </Text>
              <View aria-hidden style={[styles.bar, { backgroundColor: colours.raised }]}>
                <View
                  style={[
                    styles.part,
                    {
                      width: `${Math.min(100, (100 * points) / risk)}%`,
                      backgroundColor: colours.lineStrong,
                    },
                  ]}
                />
              </View>
              <Text type="small" tone="textMuted" align="right" style={styles.points}>
                {w.points(points)}
              </Text>
            </View>
          ))}
        </View>
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.s },
  head: { flexDirection: "row", alignItems: "baseline", gap: SPACE.s },
  score: { flex: 1 },
  track: { height: 8, borderRadius: RADIUS.pill, overflow: "hidden" },
  fill: { height: 8, borderRadius: RADIUS.pill },
  drivers: { gap: SPACE.xs, marginTop: SPACE.xs },
  driver: { flexDirection: "row", alignItems: "center", gap: SPACE.m },
  label: { width: 150 },
  bar: { flex: 1, height: 6, borderRadius: RADIUS.pill, overflow: "hidden" },
  part: { height: 6, borderRadius: RADIUS.pill },
  points: { width: 64 },
});
