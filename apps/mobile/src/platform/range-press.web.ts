/** Whether a press was made with the key that chooses a range. */
export function isRangePress(event: unknown): boolean {
  const { nativeEvent } = event as { nativeEvent?: { shiftKey?: boolean } };
  return nativeEvent?.shiftKey === true;
}

/** A press with Shift would mark words from the last place on, and a press that marks words is none: nothing is marked by it. */
export const RANGE_PRESS = {
  onMouseDown: (event: { shiftKey: boolean; preventDefault: () => void }) => {
    if (event.shiftKey) event.preventDefault();
  },
};
