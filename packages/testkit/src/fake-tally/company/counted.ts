/** "ST/26-27/0042" one further is "ST/26-27/0043": the last run of digits counts, at its width. */
export function counted(number: string, by: number): string {
  const match = /^(.*?)(\d+)(\D*)$/s.exec(number);
  if (match === null) return number;
  const digits = match[2] ?? "";
  return `${match[1]}${String(Math.max(0, Number(digits) + by)).padStart(digits.length, "0")}${match[3]}`;
}
