import { useEffect, useRef, type RefObject } from "react";
import type { View } from "react-native";

import type { QueueKeys } from "./queue-keys";

export const HAS_KEYS = true;

const KEYS: Readonly<Record<string, keyof QueueKeys>> = {
  j: "next",
  ArrowDown: "next",
  k: "previous",
  ArrowUp: "previous",
  a: "act",
  x: "choose",
  " ": "choose",
  u: "undo",
  "?": "help",
  Escape: "clear",
};
const WITH_SHIFT: Readonly<Record<string, keyof QueueKeys>> = {
  ArrowDown: "nextInRange",
  ArrowUp: "previousInRange",
  "?": "help",
};

/**
 * Listens while the focus is in the queue, and nowhere else: whoever speaks to the computer or is elsewhere sets nothing off. Keys that are
 * typed into a field, or pressed with another, are left alone; Enter and the space bar belong to what is pressed by them.
 */
export function useQueueKeys(queue: RefObject<View | null>, keys: QueueKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const node = queue.current as unknown as HTMLElement | null;
    if (node === null) return undefined;
    const hear = (event: KeyboardEvent) => {
      const at = event.target;
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isWriting(at)) return;
      const isOnRow = at instanceof HTMLElement && at.getAttribute("role") === "listitem";
      if ((event.key === " " || event.key === "Enter") && !isOnRow) return;
      const name = event.key === "Enter" ? "open" : (event.shiftKey ? WITH_SHIFT : KEYS)[event.key];
      if (name === undefined) return;
      event.preventDefault();
      latest.current[name]();
    };
    node.addEventListener("keydown", hear);
    return () => node.removeEventListener("keydown", hear);
  }, [queue]);
}

/** A sheet that closes gives the focus back to where it was, a little later: then the row takes it once more. */
const ONCE_MORE_MILLIS = [60, 250];
const SHEET = "[aria-modal=true]";

let wanted: HTMLElement | null = null;

export function focusRow(row: View | null): void {
  const node = row as unknown as HTMLElement | null;
  wanted = node;
  if (node === null) return;
  takeFocus(node);
  if (document.querySelector(SHEET) === null) return;
  for (const millis of ONCE_MORE_MILLIS) setTimeout(() => wanted === node && takeFocus(node), millis);
}

function takeFocus(node: HTMLElement): void {
  const at = document.activeElement;
  if (node.contains(at) || isWriting(at) || at?.closest(SHEET)) return;
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block: "nearest" });
}

export function focusFirst(part: View | null): void {
  const node = part as unknown as HTMLElement | null;
  if (node !== null && !isWriting(document.activeElement))
    node.querySelector<HTMLElement>("[role=button]")?.focus();
}

function isWriting(at: EventTarget | null): boolean {
  return (
    at instanceof HTMLInputElement ||
    at instanceof HTMLTextAreaElement ||
    at instanceof HTMLSelectElement ||
    (at instanceof HTMLElement && at.isContentEditable)
  );
}
