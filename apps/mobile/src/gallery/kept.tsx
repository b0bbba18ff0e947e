import { useState, type ReactNode } from "react";

/** Something that is chosen, ticked or typed, and kept while the page is open. */
export function Kept<T>(props: { first: T; children: (value: T, set: (value: T) => void) => ReactNode }) {
  const { first, children } = props;
  const [value, set] = useState(first);
  return children(value, set);
}
