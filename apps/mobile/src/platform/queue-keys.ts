import type { RefObject } from "react";
import type { View } from "react-native";

/** What the keys of a queue do. */
export type QueueKeys = {
  readonly next: () => void;
  readonly previous: () => void;
  readonly nextInRange: () => void;
  readonly previousInRange: () => void;
  readonly open: () => void;
  readonly act: () => void;
  readonly choose: () => void;
  readonly undo: () => void;
  readonly help: () => void;
  readonly clear: () => void;
};

/** Whether there are keys to go through a queue with. */
export const HAS_KEYS = false;

/** Phones have none. */
export function useQueueKeys(_queue: RefObject<View | null>, _keys: QueueKeys): void {}

/** Puts the focus on a row of the queue. */
export function focusRow(_row: View | null): void {}

/** Puts the focus on the first button of a part of the page, unless somebody is writing. */
export function focusFirst(_part: View | null): void {}
