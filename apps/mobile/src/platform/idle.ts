/** A phone has the whole app from the start: nothing is fetched ahead. */
export function whenIdle(
  _deeds: readonly (() => Promise<unknown>)[],
  _options: { isBusy: () => boolean },
): () => void {
  return () => undefined;
}
