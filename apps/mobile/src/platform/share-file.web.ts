import { download } from "../queries/download";
import { saveFile } from "./save-file";

/**
 * Fetches a file of the server and hands it to the browser's share sheet, where it has one that takes such files; else the browser
 * keeps it. `tell` hears how many percent are there.
 */
export async function shareFileAt(path: string, tell: (percent: number) => void): Promise<void> {
  if (!takesFiles()) return saveFile(path, tell);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const { name, type } = await download({
    send: (signal) => fetch(path, { signal }),
    open: () => ({ write: (bytes) => void pieces.push(new Uint8Array(bytes)), close: () => undefined }),
    tell,
  });
  const file = new File(pieces, name, { type });
  try {
    await navigator.share({ files: [file], title: name });
  } catch (error) {
    // The person closed the sheet; anything else (the press was too long ago) leaves the file to be kept.
    if (error instanceof DOMException && error.name === "AbortError") return;
    keep(file);
  }
}

function takesFiles(): boolean {
  const probe = new File([], "a.pdf", { type: "application/pdf" });
  return typeof navigator.canShare === "function" && navigator.canShare({ files: [probe] });
}

function keep(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // the browser has begun to read it by then
}
