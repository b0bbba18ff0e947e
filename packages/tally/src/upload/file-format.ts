import { createDecoder } from "../parse/decode.ts";

/** What a file is by its content; its name and the type a browser states are not asked. */
export type FileFormat = "xml" | "json" | "table" | "zip" | "spreadsheet" | "pdf" | "empty" | "unknown";

const ZIP = [0x50, 0x4b];
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];
const PDF = [0x25, 0x50, 0x44, 0x46];

/** How many bytes of a file are needed to tell. */
export const FORMAT_BYTES = 16_384;

/** Tells the format from the first FORMAT_BYTES of a file. */
export function formatOf(head: Uint8Array): FileFormat {
  if (head.length === 0) return "empty";
  if (begins(head, ZIP) && [0x03, 0x05].includes(head[2] ?? 0)) {
    return /xl\/|\[Content_Types\]\.xml/.test(Buffer.from(head).toString("latin1")) ? "spreadsheet" : "zip";
  }
  if (begins(head, OLD_OFFICE)) return "spreadsheet";
  if (begins(head, PDF)) return "pdf";
  const decoder = createDecoder();
  const text = decoder.write(head).trimStart();
  if (text === "") return "empty";
  if (/^[{[]/.test(text)) return "json";
  if (text.startsWith("<") || /<(?:\?xml|ENVELOPE|RESPONSE)/i.test(text.slice(0, 2_000))) return "xml";
  return isTable(text) ? "table" : "unknown";
}

/** Lines of words with separators between them, and hardly a control character. */
function isTable(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- counting them is what this is about
  const controls = text.match(/[\0-\x08\x0e-\x1f\ufffd]/g)?.length ?? 0;
  if (controls * 100 > text.length) return false;
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "");
  const separated = lines.filter((line) => /[,;\t|]/.test(line)).length;
  return lines.length >= 2 && separated * 2 >= lines.length;
}

function begins(head: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => head[at] === byte);
}
