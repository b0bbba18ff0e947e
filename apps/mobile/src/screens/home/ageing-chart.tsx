import type { AgeingBucket } from "@cfa/contract/reads";
import { paiseToJson } from "@cfa/values/money";
import { useState } from "react";
import { StyleSheet, View } from "react-native";
import Svg, { Line, Path } from "react-native-svg";

import { Money } from "../../components/money";
import { Press } from "../../components/press";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { percentText } from "../../locale/money-text";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { ageingColumns, type Column } from "./ageing-columns";

const HEIGHT = 148;
const CORNER = 5;
const LABEL = 22;

/** Open bills by days overdue, as columns. Each column is a button that shows its sum and number of bills. */
export function AgeingChart(props: { buckets: AgeingBucket[] }) {
  const { buckets } = props;
  const [width, setWidth] = useState(0);
  const [chosen, setChosen] = useState<AgeingBucket["key"] | null>(null);
  const colours = useColours();
  const words = useWords();
  const { columns, total } = ageingColumns(buckets, { width, height: HEIGHT });
  const shown = columns.find((column) => column.key === chosen) ?? widest(columns);
  return (
    <View style={styles.chart}>
      <View onLayout={(event) => setWidth(event.nativeEvent.layout.width)}>
        <Svg width={width} height={HEIGHT} style={styles.svg} aria-hidden>
          <Line x1={0} x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke={colours.lineStrong} />
          {columns.map((column, at) => (
            <Path
              key={column.key}
              d={columnPath(column)}
              fill={colours.ageing[at]}
              opacity={column.key === shown?.key ? 1 : 0.55}
            />
          ))}
        </Svg>
        <View style={styles.columns} role="group" aria-label={words.ageing.hint}>
          {columns.map((column) => (
            <ColumnButton
              key={column.key}
              column={column}
              chosen={column.key === shown?.key}
              onPress={() => setChosen(column.key)}
            />
          ))}
        </View>
      </View>
      {shown ? (
        <View
          style={[styles.detail, { backgroundColor: colours.raised }]}
          testID="ageing-detail"
          aria-live="polite"
        >
          <View style={styles.detailWords}>
            <Text type="smallStrong">{words.ageing.bucketLong[shown.key]}</Text>
            <Text type="small" tone="textMuted">
              {[words.common.bills(shown.bills), words.ageing.ofAll(percentText(shown.amount, total))].join(
                " · ",
              )}
            </Text>
          </View>
          <Money paise={paiseToJson(shown.amount)} type="strong" testID="ageing-detail-amount" />
        </View>
      ) : null}
    </View>
  );
}

function ColumnButton(props: { column: Column; chosen: boolean; onPress: () => void }) {
  const { column, chosen, onPress } = props;
  const words = useWords();
  return (
    <Press
      onPress={onPress}
      selected={chosen}
      pressedGround="transparent"
      testID={`ageing-${column.key}`}
      style={styles.column}
    >
      <View style={{ height: LABEL + HEIGHT - column.height, justifyContent: "flex-end" }}>
        <Money
          paise={paiseToJson(column.amount)}
          form="short"
          type="label"
          tone={chosen ? "text" : "textMuted"}
          style={styles.amount}
        />
      </View>
      <View style={{ height: column.height }} />
      <Text
        type={chosen ? "label" : "small"}
        tone={chosen ? "text" : "textMuted"}
        align="center"
        style={styles.key}
      >
        {words.ageing.buckets[column.key]}
      </Text>
    </Press>
  );
}

function columnPath({ x, width, height }: Column): string {
  if (height === 0 || width === 0) return "";
  const corner = Math.min(CORNER, height, width / 2);
  const top = HEIGHT - height;
  return `M${x} ${HEIGHT}V${top + corner}Q${x} ${top} ${x + corner} ${top}H${x + width - corner}Q${x + width} ${top} ${x + width} ${top + corner}V${HEIGHT}Z`;
}

/** The largest overdue column, else the only one there is: what most people look for first. */
function widest(columns: readonly Column[]): Column | undefined {
  const overdue = columns.filter((column) => column.key !== "not-due" && column.amount > 0n);
  return overdue.toSorted((a, b) => (b.amount > a.amount ? 1 : -1))[0] ?? columns[0];
}

const styles = StyleSheet.create({
  chart: { gap: SPACE.l },
  svg: { position: "absolute", top: LABEL, left: 0 },
  columns: { flexDirection: "row" },
  column: { flex: 1, borderRadius: RADIUS.s },
  amount: { textAlign: "center", fontSize: 11, letterSpacing: -0.2, paddingBottom: 2 },
  key: { marginTop: SPACE.xs },
  detail: {
    flexDirection: "row",
    flexWrap: "wrap",
    alignItems: "center",
    justifyContent: "space-between",
    columnGap: SPACE.m,
    padding: SPACE.m,
    borderRadius: RADIUS.m,
  },
  detailWords: { flexShrink: 1 },
});
