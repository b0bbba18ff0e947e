/* A mail as text, taken apart: its head, its parts, its words. Mails come from anybody, so everything is bounded and nothing is trusted. */

/** A part of a mail. `content`: as it stands, still in its transfer's form. */
export type MailPart = {
  readonly head: ReadonlyMap<string, string>;
  readonly type: string;
  readonly params: ReadonlyMap<string, string>;
  readonly content: string;
  readonly parts: readonly MailPart[];
};

const MOST_CHARACTERS = 1024 * 1024;
const MOST_DEPTH = 5;
const MOST_PARTS = 50;
const MOST_HEAD_LINES = 500;

/** Takes a mail apart; of one that is longer than it may be, the beginning. */
export function readMime(raw: string): MailPart {
  return partIn(raw.slice(0, MOST_CHARACTERS).replaceAll("\r\n", "\n"), { depth: 0, left: MOST_PARTS });
}

/** Every part, the whole first. */
export function allParts(part: MailPart): MailPart[] {
  return [part, ...part.parts.flatMap(allParts)];
}

/** The words of a part. */
export function wordsOf({ head, params, content }: MailPart): string {
  const encoding = (head.get("content-transfer-encoding") ?? "").trim().toLowerCase();
  if (encoding === "base64") return decoded(Buffer.from(content, "base64"), params);
  if (encoding === "quoted-printable") return decoded(unquoted(content.replaceAll(/=[ \t]*\n/g, "")), params);
  return content;
}

/** The fields of a head's form, as they also stand inside reports. */
export function headIn(text: string): Map<string, string> {
  const head = new Map<string, string>();
  for (const line of text
    .replaceAll(/\n[ \t]+/g, " ")
    .split("\n")
    .slice(0, MOST_HEAD_LINES)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim().toLowerCase();
    // Of several the first counts: what is put on top of it says who has carried the mail.
    if (colon > 0 && !head.has(name)) head.set(name, line.slice(colon + 1).trim());
  }
  return head;
}

type Bounds = { depth: number; left: number };

function partIn(text: string, bounds: Bounds): MailPart {
  const end = text.startsWith("\n") ? 0 : text.indexOf("\n\n");
  const head = headIn(end < 0 ? text : text.slice(0, end));
  const content = end < 0 ? "" : text.slice(end === 0 ? 1 : end + 2);
  const { type, params } = typeIn(head.get("content-type") ?? "text/plain");
  const boundary = params.get("boundary");
  const isMany = type.startsWith("multipart/") && boundary !== undefined && bounds.depth < MOST_DEPTH;
  return { head, type, params, content, parts: isMany ? partsIn(content, boundary, bounds) : [] };
}

function partsIn(content: string, boundary: string, bounds: Bounds): MailPart[] {
  const parts: MailPart[] = [];
  for (const piece of piecesOf(content, boundary)) {
    if (piece.startsWith("--") || bounds.left <= 0) break;
    bounds.left--;
    const inside = { depth: bounds.depth + 1, left: bounds.left };
    parts.push(partIn(piece.slice(piece.indexOf("\n") + 1), inside));
    bounds.left = inside.left;
  }
  return parts;
}

/** What stands after each line of the boundary. A line that only begins like it, as that of a part inside may, is none. */
function piecesOf(content: string, boundary: string): string[] {
  const line = `\n--${boundary}`;
  const pieces: string[] = [];
  for (const piece of `\n${content}`.split(line)) {
    const isLine = /^(?:--)?[ \t]*(?:\n|$)/.test(piece);
    if (isLine || pieces.length === 0) pieces.push(piece);
    else pieces.push(`${pieces.pop() ?? ""}${line}${piece}`);
  }
  return pieces.slice(1);
}

function typeIn(value: string): { type: string; params: Map<string, string> } {
  const [type = "", ...rest] = value.split(";");
  const params = new Map<string, string>();
  for (const one of rest) {
    const equals = one.indexOf("=");
    if (equals < 0) continue;
    const text = one.slice(equals + 1).trim();
    params.set(one.slice(0, equals).trim().toLowerCase(), text.replace(/^"(.*)"$/, "$1"));
  }
  return { type: type.trim().toLowerCase(), params };
}

function unquoted(text: string): Buffer {
  const bytes: Buffer[] = [];
  for (const piece of text.split(/(=[0-9A-Fa-f]{2})/)) {
    const isByte = /^=[0-9A-Fa-f]{2}$/.test(piece);
    bytes.push(isByte ? Buffer.from(piece.slice(1), "hex") : Buffer.from(piece));
  }
  return Buffer.concat(bytes);
}

function decoded(bytes: Buffer, params: ReadonlyMap<string, string>): string {
  const charset = params.get("charset") ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString("utf8");
  }
}
