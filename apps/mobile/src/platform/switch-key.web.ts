import { useEffect } from "react";

const IS_APPLE = /Mac|iPhone|iPad/.test(navigator.userAgent);

export const SWITCH_KEYS: string | null = IS_APPLE ? "⌘ K" : "Ctrl K";

/** Ctrl and K, or ⌘ and K, change the company from anywhere. */
export function useSwitchKey(onSwitch: () => void): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const isHeld = IS_APPLE ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
      if (!isHeld || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      onSwitch();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [onSwitch]);
}
