import { useEffect } from "react";

/** The key "/" begins a search, unless somebody is writing. */
export function useSlashKey(onSlash: () => void): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting()) return;
      event.preventDefault();
      onSlash();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [onSlash]);
}

/** The arrows go up and down through what was found, from the line that is written into. */
export function useArrowKeys(testIdPrefix: string): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const rows = [...document.querySelectorAll<HTMLElement>(`[data-testid^="${testIdPrefix}"]`)];
      const at = rows.findIndex((row) => row === document.activeElement);
      const next = rows[event.key === "ArrowDown" ? at + 1 : at - 1];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [testIdPrefix]);
}

function isWriting(): boolean {
  const at = document.activeElement;
  return at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement;
}
