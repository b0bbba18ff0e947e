import { useEffect, useState } from "preact/hooks";

/** Passes words on to a live region no more often than so: a reader of the screen must not be talked over. */
export function useAnnounced(text: string, everyMillis = 1_500): string {
  const [said, setSaid] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), everyMillis);
    return () => clearTimeout(timer);
  }, [text]);
  return said;
}
