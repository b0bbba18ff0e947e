import { OWN_TEXT, type Captured, type Shape } from "../parse/capture.ts";
import { RESERVED_MARK } from "../parse/clean.ts";

/** What JSON can hold; numbers arrive as their text, so that no digit of an amount is lost. */
export type JsonValue = string | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

type Node = { -readonly [K in keyof Captured]: Captured[K] };

/** Keys under which a value with properties of its own keeps its text. */
const VALUE_KEYS = ["value", "text", "#text"];
const DEPTH = 12;

/**
 * One message of Tally's JSON as the XML reader would have captured it, so that both formats have one reader of
 * fields: lower-case names without ".LIST", true and false for Yes and No, lists of text behind a metadata element.
 */
export function messageNode(message: JsonObject, shape: Shape): Captured {
  return nodeOf(message, shape, 0);
}

/** An object's metadata: its type, name, action, as attributes are in XML. */
export function metadataOf(message: JsonObject): Record<string, string> {
  const { metadata } = message;
  return isObject(metadata) ? attributesOf(metadata) : {};
}

/** Whether a value is an object with keys. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nodeOf(value: JsonObject, shape: Shape, depth: number): Captured {
  const node: Node = {
    attributes: { ...scalarsOf(value, shape), ...metadataOf(value) },
    own: ownText(value),
    text: new Map(),
    texts: new Map(),
    lists: new Map(),
  };
  if (depth > DEPTH) return node;
  for (const [tag, wanted] of Object.entries(shape)) {
    if (tag === OWN_TEXT) continue;
    const held = value[keyOf(tag)];
    if (held === undefined || held === null) continue;
    if (wanted === "text") keepText(node, tag, held);
    else if (wanted === "texts") (node.texts as Map<string, string[]>).set(tag, textsOf(held));
    else keepList(node, { tag, held, shape: wanted, depth });
  }
  return node;
}

/** "BILLALLOCATIONS.LIST" is "billallocations" in JSON. */
function keyOf(tag: string): string {
  return tag.replace(/\.LIST$/, "").toLowerCase();
}

function keepText(node: Node, tag: string, held: JsonValue): void {
  const text = scalarText(held) ?? (isObject(held) ? ownText(held) : undefined);
  if (text !== undefined && text !== "") (node.text as Map<string, string>).set(tag, text);
}

function keepList(
  node: Node,
  { tag, held, shape, depth }: { tag: string; held: JsonValue; shape: Shape; depth: number },
): void {
  const scalar = scalarText(held);
  // A list of the same name as a plain field, such as mailingname: whichever form the value has is meant.
  if (scalar !== undefined && !(OWN_TEXT in shape)) return;
  const items = Array.isArray(held) ? held : [held];
  const nodes: Captured[] = [];
  if (OWN_TEXT in shape) {
    for (const item of items) {
      const text = scalarText(item);
      if (text !== undefined) nodes.push({ ...nodeOf({}, {}, depth), own: text });
      else if (isObject(item)) nodes.push(nodeOf(item, shape, depth + 1));
    }
  } else {
    for (const item of items)
      if (isObject(item) && !isMetadataOnly(item)) nodes.push(nodeOf(item, shape, depth + 1));
    const listed = textsOf(items);
    const many = Object.keys(shape).find((name) => shape[name] === "texts" || shape[name] === "text");
    if (listed.length > 0 && many !== undefined) nodes.push(textList(many, listed));
  }
  if (nodes.length > 0) (node.lists as Map<string, Captured[]>).set(tag, nodes);
}

function textList(tag: string, texts: string[]): Captured {
  return {
    attributes: {},
    own: "",
    text: new Map([[tag, texts[0] ?? ""]]),
    texts: new Map([[tag, texts]]),
    lists: new Map(),
  };
}

function isMetadataOnly(item: JsonObject): boolean {
  return Object.keys(item).every((key) => key === "metadata");
}

/** What an object with a text of its own holds beside it: the base day of a credit period is an attribute in XML. */
function scalarsOf(value: JsonObject, shape: Shape): Record<string, string> {
  if (!(OWN_TEXT in shape)) return {};
  return attributesOf(value);
}

function attributesOf(value: JsonObject): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [key, held] of Object.entries(value)) {
    const text = scalarText(held);
    if (text !== undefined) attributes[key.toUpperCase()] = text;
  }
  return attributes;
}

function ownText(value: JsonObject): string {
  for (const key of VALUE_KEYS) {
    const text = scalarText(value[key]);
    if (text !== undefined) return text;
  }
  return "";
}

function textsOf(held: JsonValue): string[] {
  const items = Array.isArray(held) ? held : [held];
  return items.flatMap((item) => scalarText(item) ?? []);
}

/** A plain value as XML would spell it, with the mark of a reserved value where Tally put one. */
function scalarText(held: JsonValue | undefined): string | undefined {
  if (typeof held === "boolean") return held ? "Yes" : "No";
  return typeof held === "string" ? marked(held) : undefined;
}

function marked(text: string): string {
  // oxlint-disable-next-line no-control-regex -- 0x04 is how Tally marks a reserved value
  return /[\x04&]/.test(text) ? text.replaceAll(/\x04|&#4;/g, RESERVED_MARK) : text;
}
