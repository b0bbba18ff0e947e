import { create } from "qrcode";

import { Html } from "./html.ts";

const QUIET = 2; // modules of white around it; the page adds more

/** A QR code as a drawing that stands in the page: dark on white in either colour scheme, since many phones read no other. */
export function qrDrawing(text: string, label: string): Html {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const size = modules.size + 2 * QUIET;
  const rows = Array.from({ length: modules.size }, (_, y) => rowPath(modules, y));
  const title = label.replaceAll(/[&<>"]/g, " ");
  return new Html(
    `<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${title}" shape-rendering="crispEdges">` +
      `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${rows.join("")}"/></svg>`,
  );
}

/** The same as rows of dark modules, for paper. */
export function qrModules(text: string): boolean[][] {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const along = Array.from({ length: modules.size }, (_, at) => at);
  return along.map((y) => along.map((x) => Boolean(modules.get(y, x))));
}

/** A row's dark modules, those beside each other as one. */
function rowPath(
  modules: { size: number; get: (row: number, column: number) => number | boolean },
  y: number,
): string {
  let path = "";
  for (let x = 0; x < modules.size; x++) {
    if (!modules.get(y, x)) continue;
    const from = x;
    while (x + 1 < modules.size && modules.get(y, x + 1)) x++;
    path += `M${from + QUIET} ${y + QUIET}h${x - from + 1}v1H${from + QUIET}z`;
  }
  return path;
}
