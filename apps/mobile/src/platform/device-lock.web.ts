/** A browser's pages are behind the lock of the computer they stand on. */
export const HAS_DEVICE_LOCK: boolean = false;

/** Whether nothing may be shown. */
export function useLocked(): boolean {
  return false;
}

/** There is none to forget. */
export function forgetLock(): Promise<void> {
  return Promise.resolve();
}
