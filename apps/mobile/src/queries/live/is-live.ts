const live = new Set<string>();

/** Whether changes of a company are told to this device just now: then nothing is asked for often. */
export function isLive(companyId: string): boolean {
  return live.has(companyId);
}

/** Notes that they are, or no longer. */
export function noteLive(companyId: string, isTold: boolean): void {
  if (isTold) live.add(companyId);
  else live.delete(companyId);
}
