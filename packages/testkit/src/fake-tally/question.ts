import { SaxesParser, type SaxesTagPlain } from "saxes";

import { parseRequestDay } from "./tally-day.ts";
import type { LocalDate } from "@cfa/values/local-date";

/** What a program asks of Tally, read from its XML. Names of fields, filters and variables are in capitals. */
export type Question = {
  /** "EXPORT", "EXPORT DATA", "IMPORT" … */
  readonly request: string;
  /** "COLLECTION", "DATA", "OBJECT", "FUNCTION". */
  readonly type: string;
  /** Name of the collection, report or function. */
  readonly id: string;
  /** SVCURRENTCOMPANY, or null when none is named. */
  readonly company: string | null;
  /** Only dates given with TYPE="Date": Tally ignores the others without a word. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  /** Whether SVFROMDATE was given without its type: on a master collection that opens a dialog. */
  readonly hasUntypedFrom: boolean;
  readonly variables: ReadonlyMap<string, string>;
  readonly parameters: readonly string[];
  readonly collection: CollectionQuestion | null;
};

/** A collection defined in the request itself. */
export type CollectionQuestion = {
  readonly objectType: string;
  /** FETCH and NATIVEMETHOD together, in capitals, such as "ALLLEDGERENTRIES.AMOUNT". */
  readonly fields: readonly string[];
  /** The formulas of its FILTERs; all must hold. */
  readonly filters: readonly string[];
};

/** Reads a request; null when it is no XML at all. */
export function readQuestion(xml: string): Question | null {
  const nodes = collectNodes(xml);
  if (nodes === null) return null;
  const first = (name: string): string | undefined => nodes.find((node) => node.name === name)?.text;
  const variables = new Map<string, string>();
  for (const node of nodes) if (node.path.includes("STATICVARIABLES/")) variables.set(node.name, node.text);
  const definition = nodes.find((node) => node.name === "COLLECTION" && node.path.includes("TDLMESSAGE/"));
  const dated = (name: string): LocalDate | null => {
    const node = nodes.find(
      (one) => one.name === name && one.attributes.get("TYPE")?.toUpperCase() === "DATE",
    );
    return node === undefined ? null : parseRequestDay(node.text);
  };
  const report = first("REPORTNAME");
  const untyped = nodes.find((node) => node.name === "SVFROMDATE");
  return {
    request: (first("TALLYREQUEST") ?? "").toUpperCase(),
    type: (first("TYPE") ?? (report === undefined ? "" : "DATA")).toUpperCase(),
    id: first("ID") ?? report ?? "",
    company: variables.get("SVCURRENTCOMPANY") ?? null,
    from: dated("SVFROMDATE"),
    to: dated("SVTODATE"),
    hasUntypedFrom: untyped !== undefined && !untyped.attributes.has("TYPE"),
    variables,
    parameters: nodes.filter((node) => node.name === "PARAM").map((node) => node.text),
    collection: definition === undefined ? null : collectionOf(nodes, definition),
  };
}

type Node = { name: string; path: string; text: string; attributes: Map<string, string> };

function collectionOf(nodes: readonly Node[], definition: Node): CollectionQuestion {
  const inside = nodes.filter((node) => node.path.startsWith(`${definition.path}COLLECTION/`));
  const listed = (name: string): string[] =>
    inside
      .filter((node) => node.name === name)
      .flatMap((node) => node.text.split(","))
      .map((part) => part.trim())
      .filter((part) => part !== "");
  const formulas = new Map<string, string>();
  for (const node of nodes) {
    if (node.name === "SYSTEM") formulas.set((node.attributes.get("NAME") ?? "").toUpperCase(), node.text);
  }
  return {
    objectType: (inside.find((node) => node.name === "TYPE")?.text ?? "").replaceAll(" ", "").toUpperCase(),
    fields: [...listed("FETCH"), ...listed("NATIVEMETHOD")].map((field) =>
      field.replaceAll(" ", "").toUpperCase(),
    ),
    filters: [...listed("FILTER"), ...listed("FILTERS")].map(
      (name) => formulas.get(name.toUpperCase()) ?? name,
    ),
  };
}

/** Every element in document order with its path ("ENVELOPE/HEADER/"), own text and attributes, names in capitals. */
function collectNodes(xml: string): Node[] | null {
  const nodes: Node[] = [];
  const open: Node[] = [];
  let failed = false;
  const parser = new SaxesParser();
  parser.on("error", () => {
    failed = true;
  });
  parser.on("opentag", (tag: SaxesTagPlain) => {
    const above = open.at(-1);
    const attributes = new Map(
      Object.entries(tag.attributes).map(([name, value]) => [name.toUpperCase(), value]),
    );
    const node = {
      name: tag.name.toUpperCase(),
      path: above === undefined ? "" : `${above.path}${above.name}/`,
      text: "",
      attributes,
    };
    nodes.push(node);
    open.push(node);
  });
  parser.on("text", (text) => {
    const node = open.at(-1);
    if (node !== undefined) node.text += text;
  });
  parser.on("closetag", () => {
    const node = open.pop();
    if (node !== undefined) node.text = node.text.trim();
  });
  parser.write(xml).close();
  return failed || nodes.length === 0 ? null : nodes;
}
