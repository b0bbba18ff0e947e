import { useEffect, useState } from "react";

const TICK_MILLIS = 500;

/** Whole seconds until a moment by the device's clock, counting down to 0. */
export function useSecondsLeft(until: number): number {
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((until - now) / 1_000));
  const isOver = left === 0;
  useEffect(() => {
    setNow(Date.now());
    if (Date.now() >= until) return undefined;
    const timer = setInterval(() => setNow(Date.now()), TICK_MILLIS);
    return () => clearInterval(timer);
  }, [until, isOver]);
  return left;
}
