import type { RefObject } from "react";

/** On phones the stack keeps the pages below the open one as they were. */
export function useKeptScroll<T>(): { ref?: RefObject<T | null> } {
  return {};
}
