import { Children, createElement, type ReactNode } from "react";

/**
 * A date with its time; a date, a month or the number of a bill, which the law allows sixteen letters; a sum with its sign and side; a share. A
 * browser ends lines at their hyphens, signs and spaces.
 */
const WHOLE =
  /(\d\d-\d\d-\d{4} \d\d:\d\d|\b(?=[\dA-Z/]*-)[\dA-Z][\dA-Z/-]{1,14}\d\b|[−+]₹[\d,.]+|₹[\d,.]+ (?:[CD]r|जमा|नामे)|(?:[<>] |[+−])?\d[\d,.]* %)/;
const STYLE = { whiteSpace: "nowrap" };

/** Words in which no date, number of a bill, sum or share is broken at the end of a line. */
export function unbroken(children: ReactNode): ReactNode {
  return Children.map(children, (child) =>
    typeof child === "string"
      ? child
          .split(WHOLE)
          .map((part, at) => (at % 2 === 0 ? part : createElement("span", { key: at, style: STYLE }, part)))
      : child,
  );
}
