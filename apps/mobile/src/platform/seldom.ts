import { useEffect, useRef, useState } from "react";

/** A text that changes often, told every so often; at once when `atOnce` is another. */
export function useSeldom(text: string, { millis, atOnce }: { millis: number; atOnce: string }): string {
  const [told, setTold] = useState(text);
  const newest = useRef(text);
  useEffect(() => {
    newest.current = text;
  }, [text]);
  useEffect(() => {
    const tell = (): void => setTold(newest.current);
    tell();
    const timer = setInterval(tell, millis);
    return () => clearInterval(timer);
  }, [millis, atOnce]);
  return told;
}
