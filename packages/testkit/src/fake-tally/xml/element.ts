import { SaxesParser } from "saxes";

/** An element of a request. Names are in capitals, attributes' too; `text` is its own text, trimmed. */
export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Element[];
};

type Growing = { name: string; attributes: Record<string, string>; text: string; children: Growing[] };

/** Reads a request as a tree; null when it is no XML. */
export function readElement(text: string): Element | null {
  const root: Growing = { name: "", attributes: {}, text: "", children: [] };
  const open: Growing[] = [root];
  let hasFailed = false;
  const parser = new SaxesParser();
  parser.on("error", () => {
    hasFailed = true;
  });
  parser.on("opentag", (tag) => {
    const attributes: Record<string, string> = {};
    for (const [name, value] of Object.entries(tag.attributes)) attributes[name.toUpperCase()] = value;
    const element: Growing = { name: tag.name.toUpperCase(), attributes, text: "", children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("text", (piece) => {
    const top = open.at(-1);
    if (top !== undefined) top.text += piece;
  });
  parser.on("cdata", (piece) => {
    const top = open.at(-1);
    if (top !== undefined) top.text += piece;
  });
  parser.on("closetag", () => {
    const closed = open.pop();
    if (closed !== undefined) closed.text = closed.text.trim();
  });
  parser.write(withoutControls(text)).close();
  return hasFailed ? null : (root.children[0] ?? null);
}

/** The first element of a name on a path below; undefined when there is none. */
export function find(element: Element | undefined, ...path: string[]): Element | undefined {
  let at = element;
  for (const name of path) at = at?.children.find((child) => child.name === name);
  return at;
}

/** All children of a name. */
export function all(element: Element | undefined, name: string): readonly Element[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** The text of the first child of a name, "" when there is none. */
export function textOf(element: Element | undefined, name: string): string {
  return find(element, name)?.text ?? "";
}

/** Every element of a name at any depth, in document order. */
export function* everywhere(element: Element, name: string): Generator<Element> {
  if (element.name === name) yield element;
  for (const child of element.children) yield* everywhere(child, name);
}

/** Tally takes its own control characters back, raw and as references; XML 1.0 has neither. */
function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex -- exactly these are illegal in XML
  const plain = text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, "");
  return plain.replace(/&#(x[0-9a-f]+|\d+);/gi, (reference, code: string) => {
    const number = code.toLowerCase().startsWith("x") ? Number.parseInt(code.slice(1), 16) : Number(code);
    return number < 32 && ![9, 10, 13].includes(number) ? "" : reference;
  });
}
