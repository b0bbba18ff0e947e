import { useEffect, useState } from "react";

const TICK_MILLIS = 500;

/** Whole seconds until a moment by the device's clock, counting down to 0. */
export function useSecondsLeft(until: number): number {
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((until - now) / 1_000));
  const isOver = left === 0;
  useEffect(() => {
    if (isOver) return undefined;
    const tick = () => setNow(Date.now());
    const soon = setTimeout(tick, 0); // a countdown that begins anew finds the clock of the one before
    const timer = setInterval(tick, TICK_MILLIS);
    return () => {
      clearTimeout(soon);
      clearInterval(timer);
    };
  }, [until, isOver]);
  return left;
}
