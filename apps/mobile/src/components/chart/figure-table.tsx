import type { ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { useColours, useLayout } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { Sideways } from "../sideways";
import { Text } from "../text";

export type FigureRow = { key: string; title: ReactNode; cells: readonly ReactNode[] };

/** Figures in rows and columns, the first column in words. Wider than the page it scrolls by itself. */
export function FigureTable(props: {
  label: string;
  head: readonly string[];
  rows: readonly FigureRow[];
  least?: number;
  testID: string;
}) {
  const { label, head, rows, least = 104, testID } = props;
  const colours = useColours();
  const cell = { minWidth: least };
  const first = [styles.title, useLayout() === "phone" && styles.narrow];
  return (
    <Sideways label={label} contentStyle={styles.grow}>
      <View role="table" aria-label={label} style={styles.table} testID={testID}>
        <View role="row" style={[styles.row, { borderColor: colours.lineStrong }]}>
          {head.map((title, at) => (
            <View key={title} role="columnheader" style={at === 0 ? first : [styles.cell, cell]}>
              <Text type="label" tone="textMuted" align={at === 0 ? "left" : "right"}>
                {title}
              </Text>
            </View>
          ))}
        </View>
        {rows.map(({ key, title, cells }, at) => (
          <View
            key={key}
            role="row"
            style={[styles.row, { borderColor: colours.line }]}
            testID={`${testID}-${at}`}
          >
            <View role="rowheader" style={first}>
              {typeof title === "string" ? <Text type="small">{title}</Text> : title}
            </View>
            {cells.map((inside, column) => (
              <View key={head[column + 1]} role="cell" style={[styles.cell, cell]}>
                {inside}
              </View>
            ))}
          </View>
        ))}
      </View>
    </Sideways>
  );
}

const styles = StyleSheet.create({
  grow: { flexGrow: 1 },
  table: { flexGrow: 1 },
  row: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.s,
    minHeight: 36,
    paddingVertical: SPACE.xs,
    borderBottomWidth: 1,
  },
  title: { flexGrow: 2, flexBasis: 96 },
  // Long words take no room from the figures.
  narrow: { maxWidth: 160 },
  cell: { flexGrow: 1, flexBasis: 0, alignItems: "flex-end" },
});
