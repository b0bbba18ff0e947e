/** Speaking in the place of writing. */
export type Dictation = {
  readonly isHearing: boolean;
  /** Why nothing was heard the last time. */
  readonly failure: "not-allowed" | "not-heard" | null;
  readonly begin: () => void;
  readonly end: () => void;
};

/** On phones the keyboard has a key for it. */
export function useDictation(_of: { language: string; onText: (text: string) => void }): Dictation | null {
  return null;
}
