import { useEffect } from "react";

import type { Paper } from "./print";

/** Whether this device prints by itself; a phone passes on the PDF. */
export const PRINTS: boolean = true;

/**
 * Puts a paper in the place of the page whenever it is printed, by the browser's own menu too: it is made when printing begins
 * and goes when it ends. How it looks stands in public/print.css.
 */
export function usePaper(make: () => Paper | null): void {
  useEffect(() => {
    let sheet: HTMLElement | undefined;
    const lay = (): void => {
      const paper = make();
      if (paper === null) return;
      sheet?.remove();
      sheet = sheetOf(paper);
      document.body.append(sheet);
    };
    const take = (): void => sheet?.remove();
    globalThis.addEventListener("beforeprint", lay);
    globalThis.addEventListener("afterprint", take);
    return () => {
      take();
      globalThis.removeEventListener("beforeprint", lay);
      globalThis.removeEventListener("afterprint", take);
    };
  }, [make]);
}

/** Hears Ctrl+P and ⌘P. */
export function usePrintKey(onPrint: () => void): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const isPrint = event.key.toLowerCase() === "p" && (event.ctrlKey || event.metaKey);
      if (!isPrint || event.altKey || event.shiftKey) return;
      event.preventDefault();
      onPrint();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [onPrint]);
}

/** Prints the paper. */
export function print(): void {
  globalThis.print();
}

function sheetOf({ layout, company, title, lines, note, columns, rows, totals }: Paper): HTMLElement {
  const sheet = element("section", { className: `paper ${layout}` }, [
    element("p", { className: "paper-company", textContent: company }),
    element("h1", { textContent: title }),
    ...lines.map((textContent) => element("p", { textContent })),
    ...(note === null ? [] : [element("p", { className: "paper-note", textContent: note })]),
  ]);
  if (rows.length === 0) return sheet;
  const line = (cells: readonly string[], tag: "td" | "th") =>
    element(
      "tr",
      {},
      cells.map((textContent, at) =>
        element(tag, { textContent, className: columns[at]?.isRight === true ? "right" : "" }),
      ),
    );
  const body = element("tbody", {}, [
    ...rows.map((row) => line(row, "td")),
    ...(totals === null ? [] : [totalsOf(line(totals, "td"))]),
  ]);
  const titles = element("thead", {}, [
    line(
      columns.map((column) => column.title),
      "th",
    ),
  ]);
  sheet.append(element("table", {}, [titles, body]));
  return sheet;
}

function totalsOf(row: HTMLElement): HTMLElement {
  row.className = "totals";
  return row;
}

function element(
  tag: string,
  properties: { className?: string; textContent?: string },
  children: readonly HTMLElement[] = [],
): HTMLElement {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
