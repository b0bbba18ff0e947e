import type { ReportColumn } from "@cfa/contract/reports";

import { Money } from "../../components/money";
import { Text } from "../../components/text";
import { countText } from "../../locale/count-text";
import { dayText } from "../../locale/moment-text";

/** A cell of a report by its column's kind. */
export function ReportCell(props: { cell: string | number | null; column: ReportColumn; strong?: boolean }) {
  const { cell, column, strong = false } = props;
  if (cell === null || cell === "") return null;
  const type = strong ? "smallStrong" : "small";
  switch (column.kind) {
    case "money":
      return <Money paise={String(cell)} type={type} align="right" />;
    case "balance":
      return <Money paise={String(cell)} signed type={type} align="right" />;
    case "day":
      return <Text type={type}>{dayText(String(cell))}</Text>;
    case "percent":
      return <Text type={type} align="right">{`${(Number(cell) / 100).toFixed(2)} %`}</Text>;
    case "count":
      return (
        <Text type={type} align="right">
          {countText(Number(cell))}
        </Text>
      );
    case "text":
      return (
        <Text type={type} lines={3}>
          {String(cell)}
        </Text>
      );
  }
}
