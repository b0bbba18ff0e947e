import type { AgeingBucket } from "@cfa/contract/reads";
import { paiseFromJson, sum } from "@cfa/values/money";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Money } from "../../components/money";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { percentText } from "../../locale/money-text";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { AgeingColumns } from "../charts";

/** Open bills by days overdue, as columns, and of the chosen one its sum, its number of bills and its part of all. */
export function AgeingChart({ buckets }: { buckets: readonly AgeingBucket[] }) {
  const [chosen, setChosen] = useState<AgeingBucket["key"] | null>(null);
  const shown = buckets.find(({ key }) => key === chosen) ?? widest(buckets);
  return (
    <View style={{ gap: SPACE.l }}>
      <AgeingColumns buckets={buckets} chosen={shown?.key} onChoose={setChosen} />
      {shown ? <Detail bucket={shown} buckets={buckets} /> : null}
    </View>
  );
}

function Detail({ bucket, buckets }: { bucket: AgeingBucket; buckets: readonly AgeingBucket[] }) {
  const colours = useColours();
  const words = useWords();
  const total = sum(buckets.map(({ amount }) => paiseFromJson(amount)));
  const part = percentText(paiseFromJson(bucket.amount), total);
  return (
    <View
      style={[styles.detail, { backgroundColor: colours.raised }]}
      testID="ageing-detail"
      aria-live="polite"
    >
      <View style={styles.words}>
        <Text type="smallStrong">{words.ageing.bucketLong[bucket.key]}</Text>
        <Text type="small" tone="textMuted">
          {[words.common.bills(bucket.bills), words.ageing.ofAll(part)].join(" · ")}
        </Text>
      </View>
      <Money paise={bucket.amount} type="strong" testID="ageing-detail-amount" />
    </View>
  );
}

/** The largest overdue sum, else the only one there is: what most people look for first. */
function widest(buckets: readonly AgeingBucket[]): AgeingBucket | undefined {
  const overdue = buckets.filter(({ key, amount }) => key !== "not-due" && paiseFromJson(amount) > 0n);
  const bySum = overdue.toSorted((a, b) => (paiseFromJson(b.amount) > paiseFromJson(a.amount) ? 1 : -1));
  return bySum[0] ?? buckets[0];
}

const styles = StyleSheet.create({
  detail: {
    flexDirection: "row",
    flexWrap: "wrap",
    alignItems: "center",
    justifyContent: "space-between",
    columnGap: SPACE.m,
    padding: SPACE.m,
    borderRadius: RADIUS.m,
  },
  words: { flexShrink: 1 },
});
