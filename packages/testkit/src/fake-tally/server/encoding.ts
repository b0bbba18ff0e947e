import type { Dirt } from "./settings.ts";

/** How the bytes of a request were written; the answer follows it. */
export type Encoding = { readonly isWide: boolean; readonly hasMark: boolean };

/** Bytes to text: UTF-16LE by its mark or a zero byte among the first four, else UTF-8. */
export function decodeRequest(bytes: Buffer): { text: string; encoding: Encoding } {
  const isMarkedWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (isMarkedWide || bytes.subarray(0, 4).includes(0)) {
    const text = bytes.subarray(isMarkedWide ? 2 : 0).toString("utf16le");
    return { text, encoding: { isWide: true, hasMark: isMarkedWide } };
  }
  const text = bytes.toString("utf8");
  const hasMark = text.startsWith("\uFEFF");
  return { text: hasMark ? text.slice(1) : text, encoding: { isWide: false, hasMark } };
}

/** Text to bytes in the request's encoding. */
export function encodeAnswer(text: string, { isWide }: Encoding): Buffer {
  return Buffer.from(text, isWide ? "utf16le" : "utf8");
}

/** What stands before the first element. */
export function beginning(dirt: Dirt, encoding: Encoding): string {
  const isMarked = dirt.mark === "always" || (dirt.mark === "as asked" && encoding.hasMark);
  const declaration = dirt.declaration === "none" ? "" : `<?xml version="${dirt.declaration}"?>\r\n`;
  return `${isMarked ? "\uFEFF" : ""}${dirtied(declaration, dirt)}`;
}

/** A piece of an answer, which ends lines with CR LF, with the line ends and control characters it is to have. */
export function dirtied(text: string, dirt: Dirt): string {
  let dirty = text;
  if (dirt.rawControls) dirty = dirty.replaceAll("&#4;", "\u0004").replaceAll("&#5;", "\u0005");
  switch (dirt.lineEnds) {
    case "crlf":
      return dirty;
    case "lf":
      return dirty.replaceAll("\r\n", "\n");
    case "doubled":
      return dirty.replaceAll("\r\n", "\r\r\n");
    case "blank":
      return dirty.replaceAll("\r\n", "\r\n\r\n");
  }
}
