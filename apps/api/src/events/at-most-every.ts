/**
 * Does a deed for a key at most once in so many milliseconds: at once when it rests, else once more when the rest is over, however
 * often it was asked for meanwhile. The deed must not throw.
 */
export function atMostEvery(millis: number, deed: (key: string) => Promise<void>): (key: string) => void {
  const busy = new Map<string, { isAgain: boolean }>();
  const begin = async (key: string): Promise<void> => {
    const now = { isAgain: false };
    busy.set(key, now);
    await deed(key);
    await new Promise((resolve) => setTimeout(resolve, millis).unref());
    busy.delete(key);
    if (now.isAgain) await begin(key);
  };
  return (key) => {
    const before = busy.get(key);
    if (before) before.isAgain = true;
    else void begin(key);
  };
}
