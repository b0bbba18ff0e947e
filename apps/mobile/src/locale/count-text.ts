/** A count with Indian grouping: "12,34,567". */
export function countText(count: number): string {
  const digits = String(Math.trunc(Math.abs(count)));
  const head = digits.slice(0, -3).replace(/\B(?=(\d{2})+$)/g, ",");
  return `${count < 0 ? "−" : ""}${head === "" ? "" : `${head},`}${digits.slice(-3)}`;
}
