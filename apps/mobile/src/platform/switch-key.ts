/** What the keys are called; null: there are none. */
export const SWITCH_KEYS: string | null = null;

/** Phones have no keys to change the company by. */
export function useSwitchKey(_onSwitch: () => void): void {}
