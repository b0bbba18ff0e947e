import type { BulkAsked, BulkItem } from "@cfa/contract/bulk";
import type { EXCLUSION_CAUSES } from "@cfa/contract/correction-kinds";
import type { ExceptionRow } from "@cfa/contract/exceptions";
import { localDateAt } from "@cfa/values/local-date";
import { useEffect, useMemo, useRef, useState, type RefObject } from "react";
import type { View } from "react-native";

import { useWords } from "../../locale/locale";
import { focusFirst } from "../../platform/queue-keys";
import { newRequestId } from "../../platform/request-id";
import { useSettled } from "../../platform/settled";
import { inParts, useBulk, type BulkPlan, type BulkResult } from "../../queries/use-bulk";
import { askedOf, type DeedKind } from "./bulk-deeds";
import { nameOf, whyNot } from "./exception-words";
import { keyOf } from "./queue-state";

const TYPING_MILLIS = 400;
const MOST_DAYS = 730;

export type BulkSheetState = ReturnType<typeof useBulkSheet>;

/** A deed on many exceptions as it is put together: looked at anew with each choice, done once. */
export function useBulkSheet(of: {
  deed: DeedKind;
  rows: readonly ExceptionRow[];
  companyId: string;
  onDone: (result: BulkResult) => void;
  primary: RefObject<View | null>;
}) {
  const { deed, rows, companyId, onDone, primary } = of;
  const words = useWords();
  const [days, setDays] = useState("");
  const [cause, setCause] = useState<(typeof EXCLUSION_CAUSES)[number]>("other");
  const [withGuesses, setWithGuesses] = useState(false);
  const [reason, setReason] = useState<string>(words.exceptions.queue.reasons[deed]);
  const { look, act, progress } = useBulk(companyId);
  const typedDays = daysIn(useSettled(days, TYPING_MILLIS));
  const asked = useMemo(() => {
    const choice = { days: typedDays, cause, withGuesses, today: localDateAt(new Date()) };
    return rows.flatMap((row) => askedOf(row, choice) ?? []);
  }, [rows, typedDays, cause, withGuesses]);
  const { mutate: lookAt, reset } = look;
  useEffect(() => {
    if (asked.length > 0) lookAt(asked);
    else reset();
  }, [asked, lookAt, reset]);
  const isLooked = look.isSuccess && look.variables === asked;
  const looked = new Map(isLooked ? look.data.map((item) => [item.key, item]) : []);
  const ready = rows.filter((row) => {
    const outcome = looked.get(keyOf(row))?.outcome;
    return outcome === "done" || outcome === "waiting";
  });
  useEffect(() => {
    if (isLooked) focusFirst(primary.current);
  }, [isLooked, primary]);
  const plan = useRef<{ for: string; plan: BulkPlan } | null>(null);
  const go = (): void => {
    const text = reason.trim();
    if (text === "" || act.isPending) return;
    const keys = new Set(ready.map(keyOf));
    const items = asked.flatMap((item) => (keys.has(item.key) ? [seenOf(item, looked)] : []));
    const name = JSON.stringify([text, items]);
    // Pressed once more after a failure it is the same request: what was done is not done again.
    if (plan.current?.for !== name) plan.current = { for: name, plan: planOf(text, items) };
    act.mutate(plan.current.plan, { onSuccess: onDone });
  };
  const leftOut = rows.flatMap((row) => {
    const item = looked.get(keyOf(row));
    if (!isLooked || (item !== undefined && item.refusal === null)) return [];
    return [{ name: nameOf(row, words), why: whyNot(item?.refusal?.code ?? "not-chosen", words) }];
  });
  return {
    days,
    setDays,
    cause,
    setCause,
    withGuesses,
    setWithGuesses,
    reason,
    setReason,
    isLooking: look.isPending || (asked.length > 0 && !isLooked && !look.isError),
    isWaiting: [...looked.values()].some(({ outcome }) => outcome === "waiting"),
    error: act.error ?? look.error,
    ready,
    leftOut,
    act,
    progress,
    go,
  };
}

function seenOf(item: BulkAsked, looked: ReadonlyMap<string, { seen: string }>): BulkItem {
  return item.deed === "correct" ? { ...item, seen: looked.get(item.key)?.seen ?? "" } : item;
}

function planOf(reason: string, items: readonly BulkItem[]): BulkPlan {
  return { reason, requests: inParts(items).map((part) => ({ requestId: newRequestId(), items: part })) };
}

/** Days of credit as typed; null while they are none. */
function daysIn(text: string): number | null {
  const days = /^\d{1,3}$/.test(text.trim()) ? Number(text) : null;
  return days !== null && days <= MOST_DAYS ? days : null;
}
