import { useLocalSearchParams } from "expo-router";
import { createContext, use, useMemo, useState, type ReactNode } from "react";

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

export function ViewProvider({ children }: { children: ReactNode }) {
  const [asOf, setAsOf] = useState<string | null>(null);
  const view = useMemo(() => ({ asOf, setAsOf }), [asOf]);
  return <ViewContext value={view}>{children}</ViewContext>;
}
