import { useState } from "react";

/** Which rows of a list are chosen, by their ids. */
export function useChosen() {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return {
    chosen,
    choose: (ids: readonly string[]): void => setChosen(new Set(ids)),
    toggle: (id: string): void => {
      const next = new Set(chosen);
      if (!next.delete(id)) next.add(id);
      setChosen(next);
    },
  };
}
