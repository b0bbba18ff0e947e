import { useEffect, useState } from "react";

const EVERY_MILLIS = 30_000;

/** The device's clock in milliseconds, moving every half minute: only for "so long ago", never for a figure. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
