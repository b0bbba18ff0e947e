import { useEffect, useState, type RefObject } from "react";
import type { View, ViewStyle } from "react-native";

export type Nearness = { isNear: boolean; height: number | null };

/** So many windows above and below what is shown are near: the way of a fast hand while rows are made. */
const WINDOWS = 3;

type Told = (entry: IntersectionObserverEntry) => void;
type Watch = { observer: IntersectionObserver; told: Map<Element, Told> };

const watches = new WeakMap<Element, Watch>();

/** Whether a part of a page is near the part of it that is shown, from `first` on. What has the keyboard's focus is never far. */
export function useNearness(ref: RefObject<View | null>, first: Nearness): Nearness {
  const [nearness, setNearness] = useState(first);
  useEffect(() => {
    const node = ref.current as unknown as Element | null;
    if (!(node instanceof Element)) return;
    const watch = watchOf(scrollerOf(node));
    watch.told.set(node, ({ isIntersecting, boundingClientRect: { height } }) => {
      if (!isIntersecting && node.contains(document.activeElement)) return;
      setNearness((before) => ({ isNear: isIntersecting, height: before.isNear ? height : before.height }));
    });
    watch.observer.observe(node);
    return () => {
      watch.observer.unobserve(node);
      watch.told.delete(node);
    };
  }, [ref]);
  return nearness;
}

/** Whether a part of a page is near the part of it that is shown. */
export function useIsNear(ref: RefObject<View | null>): boolean {
  return useNearness(ref, FAR).isNear;
}

/** What is seen in the room of rows that are not there yet, so high each: two lines of words in their place. */
export function outlineOf(height: number, colour: string): ViewStyle {
  const line = (from: number, to: number) =>
    `linear-gradient(transparent ${from}px, ${colour} ${from}px ${to}px, transparent ${to}px)`;
  const style = {
    backgroundImage: `${line(16, 28)}, ${line(40, 50)}`,
    backgroundSize: `45% ${height}px, 28% ${height}px`,
    backgroundPosition: "16px 0",
    backgroundRepeat: "repeat-y",
  };
  return style as ViewStyle;
}

const FAR: Nearness = { isNear: false, height: null };

function watchOf(scroller: Element): Watch {
  const known = watches.get(scroller);
  if (known) return known;
  const told = new Map<Element, Told>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) told.get(entry.target)?.(entry);
    },
    { root: scroller, rootMargin: `${WINDOWS * 100}% 0px` },
  );
  const made = { observer, told };
  watches.set(scroller, made);
  return made;
}

/** What scrolls a part of a page: the nearest that may be longer than it shows. */
function scrollerOf(node: Element): Element {
  for (let one = node.parentElement; one; one = one.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  }
  return document.documentElement;
}
