import type { ReportColumn } from "@cfa/contract/reports";

import { Money } from "../../components/money";
import { Text } from "../../components/text";
import { isRight, plainText } from "./cell-text";

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
    const tone = String(cell) === "0" ? "textMuted" : "text";
    return <Money paise={String(cell)} signed={signed} bare type={type} tone={tone} align={align} />;
  }
  return (
    <Text type={type} align={align} {...(column.kind === "text" ? { lines: 3 } : {})}>
      {plainText(cell, column)}
    </Text>
  );
}
