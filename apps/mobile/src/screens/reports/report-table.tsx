import type { ReportAsk, ReportColumn, ReportPage, ReportRow } from "@cfa/contract/reports";
import { useRouter } from "expo-router";
import { ScrollView, StyleSheet, View } from "react-native";

import { Press } from "../../components/press";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { ReportCell } from "./report-cell";
import type { Chosen } from "./report-ask";

const WIDTH: Record<ReportColumn["kind"], number> = {
  text: 190,
  money: 125,
  balance: 150,
  day: 90,
  count: 70,
  percent: 80,
};

type Sorting = { ask: ReportAsk; onSort: (changed: Chosen) => void };

/** The rows of a report under their titles; wider than a phone, it is moved sideways. A row leads to its bill or party. */
export function ReportTable(
  props: { page: ReportPage; rows: readonly ReportRow[]; companyId: string } & Sorting,
) {
  const { page, rows, companyId, ...sorting } = props;
  const words = useWords();
  const colours = useColours();
  const { columns, totals } = page;
  return (
    <ScrollView horizontal contentContainerStyle={styles.wide}>
      <View role="table" aria-label={words.reports.table} style={styles.table} testID="report-table">
        <View role="row" style={[styles.row, { backgroundColor: colours.raised }]}>
          {columns.map((column) => (
            <Title key={column.key} column={column} {...sorting} />
          ))}
        </View>
        {rows.map((row, at) => (
          <Line key={at} row={row} at={at} columns={columns} companyId={companyId} />
        ))}
        {totals ? (
          <View
            role="row"
            style={[styles.row, styles.line, { borderColor: colours.lineStrong }]}
            testID="report-totals"
          >
            {columns.map((column, at) => (
              <View key={column.key} role="cell" style={placeOf(column)}>
                {at === 0 && totals[at] === null ? (
                  <Text type="strong">{words.reports.total}</Text>
                ) : (
                  <ReportCell cell={totals[at] ?? null} column={column} strong />
                )}
              </View>
            ))}
          </View>
        ) : null}
      </View>
    </ScrollView>
  );
}

function Title({ column, ask, onSort }: { column: ReportColumn } & Sorting) {
  const words = useWords();
  const isSorted = ask.sort === column.key;
  const arrow = isSorted ? (ask.order === "down" ? " ↓" : " ↑") : "";
  const title = (
    <Text type="label" tone="textMuted" align={isRight(column) ? "right" : "left"}>
      {column.title + arrow}
    </Text>
  );
  if (!column.sortable) {
    return (
      <View role="columnheader" style={placeOf(column)}>
        {title}
      </View>
    );
  }
  const order = isSorted && ask.order === "up" ? "down" : "up";
  return (
    <View role="columnheader" style={placeOf(column)}>
      <Press
        label={words.reports.sortedBy(column.title)}
        onPress={() => onSort({ sort: column.key, order })}
        testID={`sort-${column.key}`}
        style={styles.title}
      >
        {title}
      </Press>
    </View>
  );
}

function Line(props: { row: ReportRow; at: number; columns: readonly ReportColumn[]; companyId: string }) {
  const { row, at, columns, companyId } = props;
  const colours = useColours();
  const router = useRouter();
  const open = openerOf(row, { companyId, router });
  const cells = columns.map((column, place) => (
    <View key={column.key} role="cell" style={placeOf(column)}>
      <ReportCell cell={row.cells[place] ?? null} column={column} />
    </View>
  ));
  const style = [styles.row, styles.line, { borderColor: colours.line }];
  if (open === null) {
    return (
      <View role="row" style={style} testID={`report-row-${at}`}>
        {cells}
      </View>
    );
  }
  return (
    <View role="row" testID={`report-row-${at}`}>
      <Press onPress={open} style={style} testID={`report-open-${at}`}>
        {cells}
      </Press>
    </View>
  );
}

/** Where a row leads: to its bill, else to its party. */
function openerOf(
  { bill, party }: ReportRow,
  { companyId, router }: { companyId: string; router: ReturnType<typeof useRouter> },
): (() => void) | null {
  if (bill !== undefined) {
    return () =>
      router.push({ pathname: "/[companyId]/bills/[billId]", params: { companyId, billId: bill } });
  }
  if (party === undefined) return null;
  return () =>
    router.push({ pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId: party } });
}

function isRight({ kind }: ReportColumn): boolean {
  return kind !== "text" && kind !== "day";
}

function placeOf(column: ReportColumn) {
  return {
    width: WIDTH[column.kind],
    flexGrow: column.kind === "text" ? 1 : 0,
    justifyContent: "center" as const,
  };
}

const styles = StyleSheet.create({
  wide: { flexGrow: 1 },
  table: { flexGrow: 1 },
  row: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.m,
    paddingHorizontal: SPACE.l,
    paddingVertical: SPACE.s,
    minHeight: 44,
  },
  line: { borderTopWidth: 1 },
  title: { justifyContent: "center" },
});
