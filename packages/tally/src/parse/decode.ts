import { isAscii } from "node:buffer";

/** How the bytes of a document turned out to be written. Plain ASCII counts as UTF-8. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** Bytes to text, piece by piece; a piece may end anywhere, even inside a character. */
export type Decoder = {
  write(bytes: Uint8Array): string;
  /** Text of bytes still held back. A document that stops inside a character yields U+FFFD. */
  end(): string;
  readonly encoding: Encoding;
};

/**
 * Decodes by sniffing, as Tally gives no dependable label (A1): a byte order mark, else a zero byte among
 * the first four, else UTF-8, else Windows-1252. The XML declaration's encoding is not asked: files are re-saved.
 */
export function createDecoder(): Decoder {
  let inner: Decoder | undefined;
  let head = new Uint8Array(0);
  const start = (): string => {
    const { encoding, markBytes } = sniff(head);
    inner = encoding === "utf-8" ? eightBitDecoder() : sixteenBitDecoder(encoding);
    return inner.write(head.subarray(markBytes));
  };
  return {
    write(bytes) {
      if (inner !== undefined) return inner.write(bytes);
      head = join(head, bytes);
      return head.length < 4 ? "" : start();
    },
    end() {
      const text = inner === undefined ? start() : "";
      return text + (inner?.end() ?? "");
    },
    get encoding() {
      return inner?.encoding ?? "utf-8";
    },
  };
}

function sniff(head: Uint8Array): { encoding: "utf-8" | "utf-16le" | "utf-16be"; markBytes: number } {
  const [a, b, c, d] = head;
  if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", markBytes: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", markBytes: 2 };
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: "utf-8", markBytes: 3 };
  if (a === 0 || c === 0) return { encoding: "utf-16be", markBytes: 0 };
  if (b === 0 || d === 0) return { encoding: "utf-16le", markBytes: 0 };
  return { encoding: "utf-8", markBytes: 0 };
}

function sixteenBitDecoder(encoding: "utf-16le" | "utf-16be"): Decoder {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return {
    write: (bytes) => decoder.decode(bytes, { stream: true }),
    end: () => decoder.decode(),
    encoding,
  };
}

/**
 * UTF-8 until a byte says otherwise. If everything before that byte was ASCII the document is Windows-1252;
 * if real UTF-8 came before it, it is damaged UTF-8 and the bad bytes become U+FFFD.
 */
function eightBitDecoder(): Decoder {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let mode: "ascii" | "utf-8" | "damaged" | "windows-1252" = "ascii";
  let loose: InstanceType<typeof TextDecoder> | undefined;
  let held: Uint8Array = NOTHING;

  const fallBack = (bytes: Uint8Array): string => {
    mode = mode === "ascii" && !beginsAsUtf8(bytes) ? "windows-1252" : "damaged";
    loose =
      mode === "windows-1252"
        ? new TextDecoder("windows-1252")
        : new TextDecoder("utf-8", { ignoreBOM: true });
    return loose.decode(bytes, { stream: true });
  };
  const decodeWhole = (bytes: Uint8Array): string => {
    if (bytes.length === 0) return "";
    if (isAscii(bytes)) return latin1(bytes);
    try {
      const text = strict.decode(bytes);
      mode = "utf-8";
      return text;
    } catch {
      return fallBack(bytes);
    }
  };
  return {
    write(bytes) {
      const all = held.length === 0 ? bytes : join(held, bytes);
      held = NOTHING;
      if (loose !== undefined) return loose.decode(all, { stream: true });
      const whole = all.length - unfinishedTail(all);
      if (whole < all.length) held = all.slice(whole);
      return decodeWhole(all.subarray(0, whole));
    },
    end() {
      const rest = held;
      held = NOTHING;
      const text = loose === undefined ? decodeWhole(rest) : loose.decode(rest, { stream: true });
      return text + (loose?.decode() ?? "");
    },
    get encoding() {
      return mode === "windows-1252" ? "windows-1252" : "utf-8";
    },
  };
}

/** Whether real UTF-8 beyond ASCII stands before the first byte that is none. */
function beginsAsUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const bad = text.indexOf("\u{FFFD}");
  return !isAscii(Buffer.from(text.slice(0, bad)));
}

/** How many bytes at the end are the beginning of a UTF-8 character whose rest is still to come. */
function unfinishedTail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0b1100_0000) === 0b1000_0000) continue; // a continuation byte: look further back
    const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return wanted > back ? back : 0;
  }
  return 0;
}

const NOTHING = new Uint8Array(0);

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
