import { createContext, use, useCallback, useState, type ReactNode } from "react";

import { useSwitchKey } from "../../platform/switch-key";
import { useCompanies } from "../../queries/use-companies";
import { useNotedCompany } from "../../session/recent-companies";
import { useCompanyId } from "../../session/view";
import { laterPart } from "../later";

const CompaniesSheet = laterPart(
  async () => (await import("./companies-sheet")).CompaniesSheet,
  () => null,
);

const Switching = createContext<(() => void) | null>(null);

/** Opens the companies; null: there is only one, or none is open. */
export function useSwitching(): (() => void) | null {
  return use(Switching);
}

/** Around the pages of a company: the way to the others from each of them, also by keys. */
export function WithSwitching({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const isOneOfMany = (useCompanies().data?.companies ?? []).length > 1;
  useNotedCompany(useCompanyId());
  const open = useCallback(() => setOpen(true), []);
  useSwitchKey(useCallback(() => setOpen(isOneOfMany), [isOneOfMany]));
  return (
    <Switching value={isOneOfMany ? open : null}>
      {children}
      {isOpen ? <CompaniesSheet onClose={() => setOpen(false)} /> : null}
    </Switching>
  );
}
