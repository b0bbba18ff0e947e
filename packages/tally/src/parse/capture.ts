/** The key in a shape that asks for the element's own text beside its children. */
export const OWN_TEXT = "#text";

/** The key in a shape for every child that it does not name. No element can be called so. */
export const ANY_TAG = "*";

/**
 * What to keep of an element: "text" for the text of a child, "texts" for every one of several children of that
 * name, a nested shape for a list or a child with children. Whatever is not named is skipped without a trace,
 * so that a voucher of 300 tags costs no more memory than the 30 we read.
 */
export type Shape = { readonly [tag: string]: "text" | "texts" | Shape };

/** What was kept of one element. Only its direct children are here; a list's children are in the list's own nodes. */
export type Captured = {
  readonly attributes: Readonly<Record<string, string>>;
  /** The element's own text, where the shape asks for it. */
  own: string;
  text: ReadonlyMap<string, string>;
  texts: ReadonlyMap<string, readonly string[]>;
  lists: ReadonlyMap<string, readonly Captured[]>;
};

/** Collects one element after another by its shape, fed with the parser's events. */
export type Capture = {
  begin(shape: Shape, attributes: Readonly<Record<string, string>>): void;
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  addText(text: string): void;
  /** Returns the element when the event closed it, undefined while it is still open. */
  close(): Captured | undefined;
};

/** See Capture. One instance serves a whole document. */
export function createCapture(): Capture {
  const shapes: Shape[] = [];
  const nodes: Captured[] = [];
  let shape: Shape = {};
  let node = emptyNode({});
  let ownWanted = false;
  let leaf: string | undefined;
  let leafIsMany = false;
  let leafText = "";
  let skipped = 0; // depth inside elements nobody asked for

  return {
    begin(first, attributes) {
      shapes.length = 0;
      nodes.length = 0;
      shape = first;
      ownWanted = OWN_TEXT in first;
      node = emptyNode(attributes);
      leaf = undefined;
      skipped = 0;
    },
    open(name, attributes) {
      if (skipped > 0 || leaf !== undefined) {
        skipped += 1;
        return;
      }
      const wanted = Object.hasOwn(shape, name) ? shape[name] : shape[ANY_TAG];
      if (wanted === undefined) {
        skipped = 1;
      } else if (wanted === "text" || wanted === "texts") {
        leaf = name;
        leafIsMany = wanted === "texts";
        leafText = "";
      } else {
        shapes.push(shape);
        nodes.push(node);
        const child = emptyNode(attributes);
        node.lists = appended(node.lists, name, child);
        shape = wanted;
        ownWanted = OWN_TEXT in wanted;
        node = child;
      }
    },
    addText(text) {
      if (skipped > 0) return;
      if (leaf !== undefined) leafText += text;
      else if (ownWanted) node.own += text;
    },
    close() {
      if (skipped > 0) {
        skipped -= 1;
      } else if (leaf !== undefined) {
        keep(node, { leaf, leafText, leafIsMany });
        leaf = undefined;
      } else {
        const closed = node;
        const outerShape = shapes.pop();
        const outerNode = nodes.pop();
        if (outerShape === undefined || outerNode === undefined) return closed;
        shape = outerShape;
        ownWanted = OWN_TEXT in outerShape;
        node = outerNode;
      }
      return undefined;
    },
  };
}

/** The first node of a list, or undefined. */
export function firstOf(node: Captured, list: string): Captured | undefined {
  return node.lists.get(list)?.[0];
}

/** Whether the element held nothing at all: Tally writes empty lists as an element with blanks. */
export function isBlank(node: Captured): boolean {
  return node.text.size === 0 && node.lists.size === 0 && node.texts.size === 0;
}

function emptyNode(attributes: Readonly<Record<string, string>>): Captured {
  return { attributes, own: "", text: NONE, texts: NONE, lists: NONE };
}

/** Shared by all nodes that hold nothing of a sort, as most do; replaced by a map of its own at the first entry. */
const NONE: ReadonlyMap<string, never> = new Map<string, never>();

/** The first text that is not empty stays: a repeated tag never overwrites what was read. */
function keep(node: Captured, read: { leaf: string; leafText: string; leafIsMany: boolean }): void {
  if (read.leafIsMany) node.texts = appended(node.texts, read.leaf, read.leafText);
  else if ((node.text.get(read.leaf) ?? "") === "") setText(node, read.leaf, read.leafText);
}

/** Puts a text in as if the element had a child of this name. */
export function setText(node: Captured, tag: string, text: string): void {
  if (node.text === NONE) node.text = new Map();
  (node.text as Map<string, string>).set(tag, text);
}

function appended<T>(
  lists: ReadonlyMap<string, readonly T[]>,
  key: string,
  value: T,
): ReadonlyMap<string, readonly T[]> {
  const own = lists === NONE ? new Map<string, T[]>() : (lists as Map<string, T[]>);
  const list = own.get(key);
  if (list === undefined) own.set(key, [value]);
  else list.push(value);
  return own;
}
