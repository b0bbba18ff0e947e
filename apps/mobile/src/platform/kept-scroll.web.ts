import { usePathname } from "expo-router";
import { useEffect, useRef, type RefObject } from "react";

const WAIT_MILLIS = 1_000;

const kept = new Map<string, number>();
let lastBackAt = -WAIT_MILLIS;
window.addEventListener("popstate", () => {
  lastBackAt = Date.now();
});

/**
 * Going back opens a page where it was left, as soon as it is long enough again. The router shows the page before the
 * browser's history has moved (its own way back) or after (the browser's button), so both orders are listened for.
 */
export function useKeptScroll<T>(): { ref: RefObject<T | null> } {
  const ref = useRef<T | null>(null);
  const address = usePathname();
  useEffect(() => {
    const node = nodeOf(ref.current);
    const left = kept.get(address) ?? 0;
    if (!node) return;
    const until = Date.now() + WAIT_MILLIS;
    const keep = () => void kept.set(address, node.scrollTop);
    const restore = () => {
      if (Date.now() < until) scrollWhenLongEnough(node, { top: left, until });
    };
    if (Date.now() - lastBackAt < WAIT_MILLIS) restore();
    window.addEventListener("popstate", restore);
    node.addEventListener("scroll", keep, { passive: true });
    return () => {
      window.removeEventListener("popstate", restore);
      node.removeEventListener("scroll", keep);
    };
  }, [address]);
  return { ref };
}

function scrollWhenLongEnough(node: HTMLElement, wanted: { top: number; until: number }): void {
  if (node.scrollHeight - node.clientHeight >= wanted.top) node.scrollTop = wanted.top;
  else if (Date.now() < wanted.until) requestAnimationFrame(() => scrollWhenLongEnough(node, wanted));
}

function nodeOf(view: unknown): HTMLElement | null {
  const scrollable = view as { getScrollableNode?: () => unknown } | null;
  const node = scrollable?.getScrollableNode?.();
  return node instanceof HTMLElement ? node : null;
}
