import type { TodayItem } from "@cfa/contract/today";

import type { FailureCode } from "../failure";

/** A deed that could not be sent yet, kept on this device: to put an alert off until a day, or (null) to show it again. */
export type WaitingDeed = {
  readonly id: string;
  readonly companyId: string;
  /** Whose it is: their mail address. */
  readonly person: string;
  readonly item: TodayItem;
  readonly until: string | null;
  /** The moment at which it was done. */
  readonly since: string;
  /** Why the server would not have it; null: not asked yet. */
  readonly refused: FailureCode | null;
};

/** A list with one more deed, at its end; it takes the place of an earlier one of the same person about the same alert. */
export function withDeed(list: readonly WaitingDeed[], deed: WaitingDeed): WaitingDeed[] {
  return [...withoutAlert(list, { ...deed, key: deed.item.key }), deed];
}

/** A list without what a person wanted of an alert. */
export function withoutAlert(
  list: readonly WaitingDeed[],
  { person, companyId, key }: Pick<WaitingDeed, "person" | "companyId"> & { key: string },
): WaitingDeed[] {
  return list.filter((one) => one.person !== person || one.companyId !== companyId || one.item.key !== key);
}

/** What becomes of a deed by how it ended: it waits on, or it is shown why it cannot be done. */
export function endOf(code: FailureCode): "waits" | "refused" {
  return PASSING.has(code) ? "waits" : "refused";
}

const PASSING: ReadonlySet<FailureCode> = new Set([
  "unreachable",
  "unavailable",
  "too-many",
  "not-signed-in",
]);

/** What was kept, as far as it can be read; a device may hold anything. */
export function readKept(text: string | null): WaitingDeed[] {
  try {
    const read: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(read) ? read.filter(isDeed) : [];
  } catch {
    return [];
  }
}

function isDeed(value: unknown): value is WaitingDeed {
  const { id, companyId, person, item, since } = (value ?? {}) as Partial<Record<keyof WaitingDeed, unknown>>;
  const isNamed = [id, companyId, person, since].every((part) => typeof part === "string");
  return isNamed && typeof (item as { key?: unknown } | null)?.key === "string";
}
