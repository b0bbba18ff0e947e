import type { Way } from "../kinds.ts";

const SHOWN_DIGITS = 4;

/** As much of an address as is shown where the whole of it is not: a number's last four, a mail's host. */
export function addressEnd(way: Way, address: string): string {
  return way === "email" ? address.slice(address.lastIndexOf("@") + 1) : address.slice(-SHOWN_DIGITS);
}
