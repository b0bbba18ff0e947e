/* When the app asks for the device's own lock before it shows anything. Decided here, without a clock or a device. */

/** After how many minutes in the background it locks; 0: at once. */
export const LOCK_MINUTES = [0, 1, 5, 15] as const;
export type LockMinutes = (typeof LOCK_MINUTES)[number];

/** What a person chose for this device. */
export type LockSetting = { isOn: boolean; afterMinutes: LockMinutes };

/** `awaySince`: since when nobody looks at the app. `isAsking`: the system's own question is on the screen. */
export type LockState = { isLocked: boolean; awaySince: number | null; isAsking: boolean };

export type LockEvent =
  | { kind: "away"; at: number }
  | { kind: "back"; at: number }
  | { kind: "asking" }
  | { kind: "answered"; isRight: boolean }
  | { kind: "signed-out" };

/** How secure the device itself is: by a finger or a face, by its code alone, or not at all. */
export type DeviceSecurity = "biometric" | "code" | "none";

export const NO_LOCK: LockSetting = { isOn: false, afterMinutes: 0 };
const MINUTE_MILLIS = 60_000;

/** A cold start is locked wherever the lock is on. */
export function startLocked({ isOn }: LockSetting): LockState {
  return { isLocked: isOn, awaySince: null, isAsking: false };
}

/**
 * What comes after an event. While the system asks, the app is in the background by no one's will: that is not being away. A clock that
 * was put back meanwhile tells nothing of how long it was: then it locks.
 */
export function nextLock(state: LockState, event: LockEvent, setting: LockSetting): LockState {
  switch (event.kind) {
    case "away":
      return state.isAsking ? state : { ...state, awaySince: state.awaySince ?? event.at };
    case "back":
      return {
        ...state,
        awaySince: null,
        isLocked: state.isLocked || isOver(state.awaySince, event.at, setting),
      };
    case "asking":
      return { ...state, isAsking: true };
    case "answered":
      return { isLocked: state.isLocked && !event.isRight, awaySince: null, isAsking: false };
    case "signed-out":
      return { isLocked: false, awaySince: null, isAsking: false };
  }
}

function isOver(since: number | null, now: number, { isOn, afterMinutes }: LockSetting): boolean {
  if (!isOn || since === null) return false;
  const away = now - since;
  return away < 0 || away >= afterMinutes * MINUTE_MILLIS;
}

/** A setting as it was kept; what cannot be read is no lock where nothing was kept, else the strictest. */
export function readSetting(kept: string | null): LockSetting {
  if (kept === null) return NO_LOCK;
  const minutes = /^on ([\d]+)$/.exec(kept)?.[1];
  const afterMinutes = LOCK_MINUTES.find((one) => String(one) === minutes);
  return { isOn: true, afterMinutes: afterMinutes ?? 0 };
}

/** How a setting is kept; null: not at all. */
export function keptSetting({ isOn, afterMinutes }: LockSetting): string | null {
  return isOn ? `on ${afterMinutes}` : null;
}
