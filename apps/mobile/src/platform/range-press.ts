/** Whether a press was made with the key that chooses a range. */
export function isRangePress(_event: unknown): boolean {
  return false;
}

/** On phones there is no Shift to press with. */
export const RANGE_PRESS = {};
