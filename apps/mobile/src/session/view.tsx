import { useLocalSearchParams } from "expo-router";
import { createContext, use, useMemo, useState, type ReactNode } from "react";

import { useSession } from "../queries/use-session";

type View = { asOf: string | null; setAsOf: (day: string | null) => void };

const ViewContext = createContext<View>({ asOf: null, setAsOf: () => undefined });

/** Which day the figures on every page are for; null is today. */
export function useAsOf(): View {
  return use(ViewContext);
}

/** The company of the address, "/cmp_…/…". */
export function useCompanyId(): string {
  const { companyId } = useLocalSearchParams<{ companyId: string }>();
  return companyId;
}

/** Whoever signs in next begins with today: a chosen day is the choice of one person. */
export function ViewProvider({ children }: { children: ReactNode }) {
  const who = useSession().data?.user?.email;
  const [chosen, setChosen] = useState<{ day: string; who: string | undefined } | null>(null);
  const asOf = chosen !== null && chosen.who === who ? chosen.day : null;
  const view = useMemo(
    () => ({ asOf, setAsOf: (day: string | null) => setChosen(day === null ? null : { day, who }) }),
    [asOf, who],
  );
  return <ViewContext value={view}>{children}</ViewContext>;
}
