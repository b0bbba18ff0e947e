import { useEffect } from "react";

/** Escape closes what is open, also in the first moments, when react-native-web's own listener does not yet hear it. */
export function useEscape(open: boolean, onClose: () => void): void {
  useEffect(() => {
    if (!open) return undefined;
    const close = (event: KeyboardEvent) => {
      if (event.key === "Escape") onClose();
    };
    document.addEventListener("keydown", close);
    return () => document.removeEventListener("keydown", close);
  }, [open, onClose]);
}
