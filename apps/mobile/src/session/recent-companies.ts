import AsyncStorage from "@react-native-async-storage/async-storage";
import { useEffect, useState } from "react";

const STORED_AS = "cfa.companies";
const MOST = 20;

/** Notes that a company is open: it stands before the others from now on. Kept on the device. */
export function useNotedCompany(companyId: string): void {
  useEffect(() => void note(companyId), [companyId]);
}

/** Companies in the order in which they were open last; those that never were follow as they come. */
export function useByRecency<Company extends { companyId: string }>(
  companies: readonly Company[],
): Company[] {
  const [recent, setRecent] = useState<readonly string[]>([]);
  useEffect(() => {
    void readRecent().then(setRecent);
  }, []);
  const placeOf = ({ companyId }: Company): number => {
    const at = recent.indexOf(companyId);
    return at < 0 ? recent.length : at;
  };
  return companies.toSorted((a, b) => placeOf(a) - placeOf(b));
}

async function readRecent(): Promise<string[]> {
  const stored = await AsyncStorage.getItem(STORED_AS).catch(() => null);
  try {
    const read: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(read) ? read.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

async function note(companyId: string): Promise<void> {
  const recent = await readRecent();
  const next = [companyId, ...recent.filter((id) => id !== companyId)].slice(0, MOST);
  await AsyncStorage.setItem(STORED_AS, JSON.stringify(next)).catch(() => undefined);
}
