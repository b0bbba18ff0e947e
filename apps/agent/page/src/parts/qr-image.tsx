import { create } from "qrcode";
import { useMemo } from "preact/hooks";
import type { VNode } from "preact";

/** White around the modules, without which readers do not find them. */
const QUIET = 4;

/** A text as QR. It is dark on white on any ground: many readers know no other. */
export function QrImage({ text, label }: { text: string; label: string }): VNode {
  const { path, side } = useMemo(() => drawn(text), [text]);
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#14201B" />
    </svg>
  );
}

function drawn(text: string): { path: string; side: number } {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  const dark = Array.from({ length: size * size }, (_, at) => at).filter(
    (at) => modules.get(Math.floor(at / size), at % size) === 1,
  );
  const path = dark.map((at) => `M${(at % size) + QUIET} ${Math.floor(at / size) + QUIET}h1v1h-1z`).join("");
  return { path, side: size + 2 * QUIET };
}
