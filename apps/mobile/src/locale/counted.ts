import { countText } from "./count-text";

/** A count and its noun in English: "1 bill", "12,345 bills", "2 entries". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${countText(n)} ${n === 1 ? one : many}`;
}
