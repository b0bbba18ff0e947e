import { useEffect } from "react";

import { useCanReach } from "../connection";

/** What a page shows first is read before this is asked for. */
const LATER_MILLIS = 1_000;

const followed = new Set<AbortController>();

/** Ends what is told to this device: who signs out asks for no more of it. */
export function endLive(): void {
  for (const going of followed) going.abort();
}

/**
 * Has changes of a company told to this device while it is looked at and has a connection; what they make old is read again. Where they
 * cannot be told, the reads go on by themselves as they do without.
 */
export function useLive(companyId: string): void {
  const isWanted = useCanReach();
  useEffect(() => {
    if (!isWanted) return undefined;
    const going = new AbortController();
    followed.add(going);
    const begin = async (): Promise<void> => {
      const { followCompany } = await import("./follow-company");
      await followCompany(companyId, going.signal);
    };
    const timer = setTimeout(() => void begin().catch(() => undefined), LATER_MILLIS);
    return () => {
      clearTimeout(timer);
      going.abort();
      followed.delete(going);
    };
  }, [companyId, isWanted]);
}
