const LOOK_MILLIS = 250;

/**
 * Does one after the other while nothing else is under way; the answer stops it. What fails is done when it is needed. For people who save
 * data nothing is done.
 */
export function whenIdle(
  deeds: readonly (() => Promise<unknown>)[],
  { isBusy }: { isBusy: () => boolean },
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const goOn = (at: number): void => {
    const deed = deeds[at];
    if (deed === undefined) return;
    timer = setTimeout(() => {
      if (isBusy()) goOn(at);
      else
        deed().then(
          () => goOn(at + 1),
          () => undefined,
        );
    }, LOOK_MILLIS);
  };
  if (!savesData()) goOn(0);
  return () => clearTimeout(timer);
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
