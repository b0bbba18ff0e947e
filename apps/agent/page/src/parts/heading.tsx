import { useEffect, useRef } from "preact/hooks";
import type { VNode } from "preact";

/** The heading of a screen: takes the focus when the screen comes after another, so that it is read out. */
export function Heading({ text, takesFocus }: { text: string; takesFocus: boolean }): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
    scrollTo(0, 0);
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {text}
    </h1>
  );
}
