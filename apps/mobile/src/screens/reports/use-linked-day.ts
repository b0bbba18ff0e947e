import type { ViewChoice } from "@cfa/contract/saved-views";
import { useRouter } from "expo-router";
import { useEffect, useRef } from "react";

import { useAsOf } from "../../session/view";
import { linkedDay } from "./view-times";

/**
 * The day a report is for: what its address says holds for all pages from then on, as if it had been chosen; once another day is chosen
 * the address says none any more.
 */
export function useLinkedDay(chosen: Pick<ViewChoice, "when" | "asOf">): string | null {
  const router = useRouter();
  const { asOf, setAsOf } = useAsOf();
  const linked = linkedDay(chosen, new Date());
  const address = `${chosen.when} ${chosen.asOf}`;
  const taken = useRef<string | null>(null);
  useEffect(() => {
    if (linked === undefined) taken.current = null;
    else if (taken.current !== address) {
      taken.current = address;
      setAsOf(linked);
    } else if (asOf !== linked) router.setParams({ when: undefined, asOf: undefined });
  }, [linked, address, asOf, setAsOf, router]);
  return linked === undefined ? asOf : linked;
}
