import { useEffect, useRef, type RefObject } from "react";

const WAIT_MILLIS = 1_000;

const kept = new Map<string, number>();
let goingBackUntil = 0;
window.addEventListener("popstate", () => {
  goingBackUntil = Date.now() + WAIT_MILLIS;
});

/** Going back in the browser opens a page where it was left, as soon as it is long enough again. */
export function useKeptScroll<T>(): { ref: RefObject<T | null> } {
  const ref = useRef<T | null>(null);
  useEffect(() => {
    const node = nodeOf(ref.current);
    if (!node) return;
    const address = window.location.pathname + window.location.search;
    const keep = () => void kept.set(address, node.scrollTop);
    if (Date.now() < goingBackUntil) scrollWhenLongEnough(node, kept.get(address) ?? 0);
    node.addEventListener("scroll", keep, { passive: true });
    return () => node.removeEventListener("scroll", keep);
  }, []);
  return { ref };
}

function scrollWhenLongEnough(node: HTMLElement, top: number): void {
  if (node.scrollHeight - node.clientHeight >= top) node.scrollTop = top;
  else if (Date.now() < goingBackUntil) requestAnimationFrame(() => scrollWhenLongEnough(node, top));
}

function nodeOf(view: unknown): HTMLElement | null {
  const scrollable = view as { getScrollableNode?: () => unknown } | null;
  const node = scrollable?.getScrollableNode?.();
  return node instanceof HTMLElement ? node : null;
}
