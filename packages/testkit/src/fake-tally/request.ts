import { parseLocalDate, type LocalDate } from "@cfa/values/local-date";
import { SaxesParser } from "saxes";

/** What a request asks of Tally, as far as this Tally understands requests. */
export type Ask = {
  /** Collection, Data, Object, Function. */
  readonly type: string;
  readonly id: string;
  readonly company: string;
  /** Only of variables given as TYPE="Date": Tally ignores the others without a word. */
  readonly from: LocalDate | undefined;
  readonly to: LocalDate | undefined;
  readonly objectType: string;
  /** Dotted paths in lower case. */
  readonly fields: readonly string[];
  readonly formulas: readonly string[];
  readonly isInitialize: boolean;
  readonly parameter: string;
};

export type Encoding = "utf-8" | "utf-16le";

/** Bytes to text: UTF-16LE by its mark or a zero byte among the first four, else UTF-8. */
export function decodeRequest(bytes: Buffer): { text: string; encoding: Encoding } {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (marked || bytes.subarray(0, 4).includes(0)) {
    return { text: bytes.subarray(marked ? 2 : 0).toString("utf16le"), encoding: "utf-16le" };
  }
  return { text: bytes.toString("utf8").replace(/^\uFEFF/, ""), encoding: "utf-8" };
}

/** Reads a request; null when it is no XML that Tally would take. */
export function readRequest(text: string): Ask | null {
  const seen = new Map<string, string[]>();
  const typed = new Map<string, string>();
  let isInitialize = false;
  let content = "";
  let isDate = false;
  let failed = false;
  const parser = new SaxesParser();
  parser.on("error", () => {
    failed = true;
  });
  parser.on("opentag", (tag) => {
    content = "";
    const attributes = tag.attributes as Record<string, string>;
    isDate = attributes["TYPE"]?.toLowerCase() === "date";
    if (tag.name === "COLLECTION") isInitialize = attributes["ISINITIALIZE"]?.toLowerCase() === "yes";
  });
  parser.on("text", (piece) => {
    content += piece;
  });
  parser.on("closetag", (tag) => {
    seen.set(tag.name, [...(seen.get(tag.name) ?? []), content.trim()]);
    if (isDate) typed.set(tag.name, content.trim());
    content = "";
    isDate = false;
  });
  parser.write(text).close();
  if (failed || !seen.has("ENVELOPE")) return null;
  const [type = "", objectType = ""] = seen.get("TYPE") ?? [];
  const fields = [...(seen.get("FETCH") ?? []), ...(seen.get("NATIVEMETHOD") ?? [])];
  return {
    type,
    objectType,
    id: seen.get("ID")?.[0] ?? "",
    company: seen.get("SVCURRENTCOMPANY")?.[0] ?? "",
    from: dayOf(typed.get("SVFROMDATE")),
    to: dayOf(typed.get("SVTODATE")),
    fields: fields.flatMap((list) => list.split(",")).map((field) => field.trim().toLowerCase()),
    formulas: seen.get("SYSTEM") ?? [],
    isInitialize,
    parameter: seen.get("PARAM")?.[0] ?? "",
  };
}

/** "20250401", "01-04-2025" or "2025-04-01". */
function dayOf(text: string | undefined): LocalDate | undefined {
  const digits = text?.replace(/^(\d{2})-(\d{2})-(\d{4})$/, "$3$2$1").replaceAll("-", "");
  const parsed = parseLocalDate(digits?.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3") ?? "");
  return parsed.ok ? parsed.value : undefined;
}
