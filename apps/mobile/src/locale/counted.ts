import { countText } from "./count-text";

/** A count and its words, of one or of several: "1 bill", "12,345 bills", "2 entries", "1 प्रविष्टि". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${countText(n)} ${n === 1 ? one : many}`;
}
