import type { ReportColumn } from "@cfa/contract/reports";

import { Money } from "../../components/money";
import { Text } from "../../components/text";
import { countText } from "../../locale/count-text";
import { dayText } from "../../locale/moment-text";

const LOOKS = { plain: "small", strong: "smallStrong", head: "strong" } as const;

/** A cell of a report by its column's kind. The title of its column says that it is rupees. `head`: above the others of its row. */
export function ReportCell(props: {
  cell: string | number | null;
  column: ReportColumn;
  look?: keyof typeof LOOKS;
  align?: "left" | "right";
}) {
  const { cell, column, look = "plain" } = props;
  const { align = isRight(column) && look !== "head" ? "right" : "left" } = props;
  if (cell === null || cell === "") return null;
  const type = LOOKS[look];
  if (column.kind === "money" || column.kind === "balance") {
    const signed = column.kind === "balance";
    return <Money paise={String(cell)} signed={signed} bare type={type} align={align} />;
  }
  return (
    <Text type={type} align={align} {...(column.kind === "text" ? { lines: 3 } : {})}>
      {textOf(cell, column)}
    </Text>
  );
}

/** Whether a column's cells stand to the right: all numbers do. */
export function isRight({ kind }: ReportColumn): boolean {
  return kind !== "text" && kind !== "day";
}

function textOf(cell: string | number, { kind }: ReportColumn): string {
  if (kind === "day") return dayText(String(cell));
  if (kind === "percent") return `${(Number(cell) / 100).toFixed(2)} %`;
  if (kind === "days") return (Number(cell) / 10).toFixed(1);
  return kind === "count" ? countText(Number(cell)) : String(cell);
}
