/** What a column of a copied row can be. JSON is given as its text. */
export type CopyValue = string | number | bigint | boolean | null | undefined;

/** One row in PostgreSQL's text format for COPY: tabs between columns, `\N` for nothing, special characters escaped. */
export function copyRow(values: readonly CopyValue[]): string {
  return `${values.map(copyValue).join("\t")}\n`;
}

function copyValue(value: CopyValue): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value !== "string") return String(value);
  return SPECIAL.test(value) ? value.replaceAll(EACH_SPECIAL, (found) => ESCAPE[found] ?? found) : value;
}

const SPECIAL = /[\\\t\n\r]/;
const EACH_SPECIAL = /[\\\t\n\r]/g;
const ESCAPE: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
