import { execFileSync } from "node:child_process";

/* Documents as another program reads them: poppler, where the machine has it. */

/** Whether poppler is there. */
export function hasPoppler(): boolean {
  try {
    execFileSync("pdftotext", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** The text of each page of a PDF file, laid out as it stands. */
export function pdfPages(path: string): string[] {
  const text = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8", maxBuffer: 64 << 20 });
  return text.split("\f").slice(0, -1);
}

/** The text of a PDF file, its pages one after the other with a form feed after each. */
export function pdfText(path: string): string {
  return pdfPages(path)
    .map((page) => `${page}\f`)
    .join("");
}
