import type { ReportAsk, ReportColumn, ReportPage, ReportRow } from "@cfa/contract/reports";
import { StyleSheet, View } from "react-native";

import { Chips } from "../../components/chips";
import { Press } from "../../components/press";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { isNothing, linesOf } from "./card-lines";
import { titleOf } from "./column-widths";
import { ReportCell } from "./report-cell";
import type { Chosen } from "./report-ask";
import { useRowOpener } from "./row-opener";

type Cells = ReportRow["cells"];
type Sorting = { ask: ReportAsk; onSort: (changed: Chosen) => void };

/** The rows of a report on a phone: each a part of the card, its first cell above the others, which bear their titles. */
export function ReportCards(
  props: { page: ReportPage; rows: readonly ReportRow[]; companyId: string } & Sorting,
) {
  const { page, rows, companyId, ...sorting } = props;
  const colours = useColours();
  const openerOf = useRowOpener(companyId);
  const { columns, totals } = page;
  const line = [styles.row, { borderColor: colours.line }];
  return (
    <View>
      <Sort columns={columns} {...sorting} />
      <View role="list" testID="report-cards">
        {rows.map((row, at) => {
          const open = openerOf(row);
          const cells = <Lines cells={row.cells} columns={columns} />;
          return (
            <View key={at} role="listitem" testID={`report-row-${at}`}>
              {open === null ? (
                <View style={line}>{cells}</View>
              ) : (
                <Press onPress={open} style={line} testID={`report-open-${at}`}>
                  {cells}
                </Press>
              )}
            </View>
          );
        })}
      </View>
      {totals ? (
        <View style={[styles.row, { borderColor: colours.lineStrong }]} testID="report-totals">
          <Lines cells={totals} columns={columns} isTotal />
        </View>
      ) : null}
    </View>
  );
}

/** By what the rows are sorted: pressed again, the other way. */
function Sort({ columns, ask, onSort }: { columns: readonly ReportColumn[] } & Sorting) {
  const words = useWords();
  const options = columns
    .filter(({ sortable }) => sortable)
    .map((column) => {
      const arrow = column.key === ask.sort ? (ask.order === "down" ? " ↓" : " ↑") : "";
      return { key: column.key, title: titleOf(column) + arrow };
    });
  if (options.length === 0) return null;
  return (
    <View style={styles.sort}>
      <Text type="smallStrong" tone="textMuted">
        {words.reports.sort}
      </Text>
      <Chips
        label={words.reports.sort}
        options={options}
        chosen={ask.sort ?? ""}
        onChoose={(key) =>
          onSort({ sort: key, order: key === ask.sort && ask.order === "up" ? "down" : "up" })
        }
        testID="sort"
      />
    </View>
  );
}

/** The cells of a row below each other. */
function Lines(props: { cells: Cells; columns: readonly ReportColumn[]; isTotal?: boolean }) {
  const { cells, columns, isTotal = false } = props;
  const words = useWords();
  const [first] = columns;
  const head = cells[0] ?? null;
  return (
    <>
      {isTotal || first === undefined || isNothing(head) ? (
        <Text type="strong">{isTotal ? words.reports.total : ""}</Text>
      ) : (
        <ReportCell cell={head} column={first} look="head" />
      )}
      {linesOf(columns, cells).map(({ column, cell }) => (
        <View key={column.key} style={styles.line}>
          <Text type="small" tone="textMuted" style={styles.label}>
            {titleOf(column)}
          </Text>
          <View style={styles.value}>
            <ReportCell cell={cell} column={column} look={isTotal ? "strong" : "plain"} align="right" />
          </View>
        </View>
      ))}
    </>
  );
}

const styles = StyleSheet.create({
  sort: { paddingHorizontal: SPACE.l, paddingBottom: SPACE.m, gap: SPACE.xs },
  row: { borderTopWidth: 1, paddingHorizontal: SPACE.l, paddingVertical: SPACE.m, gap: 2 },
  line: { flexDirection: "row", alignItems: "flex-start", justifyContent: "space-between", gap: SPACE.m },
  label: { flexShrink: 1 },
  value: { flexShrink: 1, maxWidth: "70%" },
});
