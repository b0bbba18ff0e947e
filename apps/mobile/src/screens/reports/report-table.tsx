import type { ReportAsk, ReportColumn, ReportPage, ReportRow } from "@cfa/contract/reports";
import { Pressable, StyleSheet, View } from "react-native";

import { Press } from "../../components/press";
import { Sideways } from "../../components/sideways";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { titleOf, widthsOf } from "./column-widths";
import { isRight } from "./cell-text";
import { ReportCell } from "./report-cell";
import type { Chosen } from "./report-ask";
import { useRowOpener } from "./row-opener";

type Sorting = { ask: ReportAsk; onSort: (changed: Chosen) => void };
/** `isApart`: words that begin where the figures of the column before end. */
type Placed = { column: ReportColumn; width: number; isApart: boolean };

/** The rows of a report under their titles; wider than the window, it is moved sideways. A row leads to its bill or party. */
export function ReportTable(
  props: { page: ReportPage; rows: readonly ReportRow[]; companyId: string } & Sorting,
) {
  const { page, rows, companyId, ...sorting } = props;
  const words = useWords();
  const colours = useColours();
  const openerOf = useRowOpener(companyId);
  const { totals } = page;
  const widths = widthsOf(page.columns, [...rows.map(({ cells }) => cells), ...(totals ? [totals] : [])]);
  const placed = page.columns.map((column, at): Placed => {
    const before = page.columns[at - 1];
    const isApart = before !== undefined && isRight(before) && !isRight(column);
    return { column, width: widths[at] ?? 0, isApart };
  });
  return (
    <Sideways role="region" label={words.reports.table} contentStyle={styles.wide}>
      <View role="table" aria-label={words.reports.table} style={styles.table} testID="report-table">
        <View role="row" style={[styles.row, { backgroundColor: colours.raised }]}>
          {placed.map((place) => (
            <Title key={place.column.key} {...place} {...sorting} />
          ))}
        </View>
        {rows.map((row, at) => (
          <Line key={at} row={row} at={at} placed={placed} open={openerOf(row)} />
        ))}
        {totals ? (
          <View
            role="row"
            style={[styles.row, styles.line, { borderColor: colours.lineStrong }]}
            testID="report-totals"
          >
            {placed.map((place, at) => (
              <View key={place.column.key} role="cell" style={[styles.cell, styleOf(place)]}>
                {at === 0 && totals[at] === null ? (
                  <Text type="strong">{words.reports.total}</Text>
                ) : (
                  <ReportCell cell={totals[at] ?? null} column={place.column} look="strong" />
                )}
              </View>
            ))}
          </View>
        ) : null}
      </View>
    </Sideways>
  );
}

function Title({ ask, onSort, ...place }: Placed & Sorting) {
  const { column } = place;
  const words = useWords();
  const isSorted = ask.sort === column.key;
  const arrow = isSorted ? (ask.order === "down" ? " ↓" : " ↑") : "";
  const title = (
    <Text type="label" tone="textMuted" align={isRight(column) ? "right" : "left"}>
      {titleOf(column) + arrow}
    </Text>
  );
  const order = isSorted && ask.order === "up" ? "down" : "up";
  return (
    <View role="columnheader" style={[styles.cell, styleOf(place)]}>
      {column.sortable ? (
        <Press
          label={words.reports.sortedBy(column.title)}
          onPress={() => onSort({ sort: column.key, order })}
          testID={`sort-${column.key}`}
          style={styles.press}
        >
          {title}
        </Press>
      ) : (
        title
      )}
    </View>
  );
}

function Line(props: { row: ReportRow; at: number; placed: readonly Placed[]; open: (() => void) | null }) {
  const { row, at, placed, open } = props;
  const colours = useColours();
  const cells = placed.map((place, index) => {
    const cell = <ReportCell cell={row.cells[index] ?? null} column={place.column} />;
    return (
      <View key={place.column.key} role="cell" style={[styles.cell, styleOf(place)]}>
        {index === 0 && open !== null ? (
          <Press onPress={open} style={styles.press} testID={`report-open-${at}`}>
            {cell}
          </Press>
        ) : (
          cell
        )}
      </View>
    );
  });
  const style = [styles.row, styles.line, { borderColor: colours.line }];
  if (open === null) {
    return (
      <View role="row" style={style} testID={`report-row-${at}`}>
        {cells}
      </View>
    );
  }
  // Anywhere on the row opens it for a pointer; by keyboard its first cell does.
  return (
    <Pressable role="row" tabIndex={-1} onPress={open} style={style} testID={`report-row-${at}`}>
      {cells}
    </Pressable>
  );
}

function styleOf({ column, width, isApart }: Placed) {
  return {
    width,
    marginLeft: isApart ? SPACE.m : 0,
    flexGrow: column.kind === "text" ? 1 : 0,
  };
}

const styles = StyleSheet.create({
  wide: { flexGrow: 1 },
  table: { flexGrow: 1 },
  row: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.s,
    paddingHorizontal: SPACE.l,
    minHeight: 44,
  },
  line: { borderTopWidth: 1 },
  cell: { justifyContent: "center", paddingVertical: SPACE.s },
  press: { justifyContent: "center", marginVertical: -SPACE.s, paddingVertical: SPACE.s },
});
