import { all, everywhere, find, readElement, textOf, type Element } from "../xml/element.ts";

/** A static variable. Tally honours dates only where `type` is "date". */
export type Variable = { readonly text: string; readonly type: string };

/** A collection as a request defines it. Names and paths as written. */
export type Definition = {
  readonly name: string;
  readonly isModify: boolean;
  readonly isInitialize: boolean;
  /** Object type, "" where `source` names another collection. */
  readonly type: string;
  readonly source: string;
  readonly fetch: readonly string[];
  readonly nativeMethods: readonly string[];
  readonly filters: readonly string[];
  readonly walk: readonly string[];
  /** "Name : formula". */
  readonly by: readonly string[];
  readonly compute: readonly string[];
  readonly aggregates: readonly string[];
  /** What it says that this Tally does not understand: leaving it out would answer another question. */
  readonly unknown: readonly string[];
  /** Formulas by lower-case name. */
  readonly formulas: ReadonlyMap<string, string>;
};

export type ImportStyle = "version-1" | "old";

type Common = {
  readonly id: string;
  /** "" where none is named: then the company in front is meant. */
  readonly company: string;
  readonly variables: ReadonlyMap<string, Variable>;
};

export type TallyRequest =
  | (Common & { readonly kind: "collection"; readonly definitions: readonly Definition[] })
  | (Common & { readonly kind: "report"; readonly isOldStyle: boolean })
  | (Common & {
      readonly kind: "object";
      readonly subtype: string;
      readonly idType: string;
      readonly fields: readonly string[];
    })
  | (Common & { readonly kind: "function"; readonly parameters: readonly string[] })
  | (Common & {
      readonly kind: "import";
      readonly style: ImportStyle;
      readonly messages: readonly Element[];
    });

/** Reads a request; null when it is no XML that a Tally takes. */
export function readRequest(text: string): TallyRequest | null {
  const envelope = readElement(text);
  if (envelope === null || envelope.name !== "ENVELOPE") return null;
  const header = find(envelope, "HEADER");
  const body = find(envelope, "BODY");
  const asks = textOf(header, "TALLYREQUEST").toLowerCase();
  if (asks.startsWith("import")) return importRequest(header, body);
  if (asks === "export data") {
    const description = find(body, "EXPORTDATA", "REQUESTDESC");
    return { ...common(textOf(description, "REPORTNAME"), description), kind: "report", isOldStyle: true };
  }
  return exportRequest(header, find(body, "DESC"));
}

function exportRequest(header: Element | undefined, description: Element | undefined): TallyRequest | null {
  const id = find(header, "ID");
  const about = common(id?.text ?? "", description);
  switch (textOf(header, "TYPE").toLowerCase()) {
    case "collection":
      return { ...about, kind: "collection", definitions: definitionsIn(description) };
    case "data":
      return { ...about, kind: "report", isOldStyle: false };
    case "object": {
      const lists = [...all(find(description, "FETCHLIST"), "FETCH"), ...all(description, "FETCH")];
      return {
        ...about,
        kind: "object",
        subtype: textOf(header, "SUBTYPE"),
        idType: id?.attributes["TYPE"] ?? "Name",
        fields: lists.flatMap((list) => parts(list.text)),
      };
    }
    case "function": {
      const parameters = all(find(description, "FUNCPARAMLIST"), "PARAM").map((parameter) => parameter.text);
      return { ...about, kind: "function", parameters };
    }
    default:
      return null;
  }
}

function importRequest(header: Element | undefined, body: Element | undefined): TallyRequest {
  const data = find(body, "IMPORTDATA");
  const isOld = data !== undefined;
  const description = isOld ? find(data, "REQUESTDESC") : find(body, "DESC");
  const messages = isOld
    ? all(find(data, "REQUESTDATA"), "TALLYMESSAGE")
    : all(find(body, "DATA"), "TALLYMESSAGE");
  const id = isOld ? textOf(description, "REPORTNAME") : textOf(header, "ID");
  return { ...common(id, description), kind: "import", style: isOld ? "old" : "version-1", messages };
}

function common(id: string, description: Element | undefined): Common {
  const variables = new Map<string, Variable>();
  for (const { name, text, attributes } of find(description, "STATICVARIABLES")?.children ?? []) {
    variables.set(name.toLowerCase(), { text, type: (attributes["TYPE"] ?? "").toLowerCase() });
  }
  return { id, company: variables.get("svcurrentcompany")?.text ?? "", variables };
}

function definitionsIn(description: Element | undefined): Definition[] {
  const tdl = find(description, "TDL");
  if (tdl === undefined) return [];
  const formulas = new Map<string, string>();
  for (const system of everywhere(tdl, "SYSTEM")) {
    formulas.set((system.attributes["NAME"] ?? "").toLowerCase(), system.text);
  }
  return [...everywhere(tdl, "COLLECTION")].map((collection) => definitionOf(collection, formulas));
}

function definitionOf(collection: Element, formulas: ReadonlyMap<string, string>): Definition {
  const says = (attribute: string): boolean => collection.attributes[attribute]?.toLowerCase() === "yes";
  const texts = (...names: string[]): string[] =>
    names.flatMap((name) => all(collection, name)).map((element) => element.text);
  const listed = (...names: string[]): string[] => texts(...names).flatMap(parts);
  return {
    name: collection.attributes["NAME"] ?? "",
    isModify: says("ISMODIFY"),
    isInitialize: says("ISINITIALIZE"),
    type: (listed("TYPE")[0] ?? "").split(":")[0]?.trim() ?? "",
    source: listed("SOURCECOLLECTION")[0] ?? "",
    fetch: listed("FETCH"),
    nativeMethods: listed("NATIVEMETHOD"),
    filters: listed("FILTER", "FILTERS"),
    walk: listed("WALK"),
    by: texts("BY"),
    compute: texts("COMPUTE"),
    aggregates: texts("AGGRCOMPUTE"),
    unknown: [
      ...UNKNOWN_PARTS.filter((part) => find(collection, part) !== undefined),
      ...texts("TYPE").filter((type) => type.includes(":")),
    ],
    formulas,
  };
}

const UNKNOWN_PARTS = ["CHILDOF", "COLLECTIONS", "USE", "OBJECT"];

function parts(list: string): string[] {
  return list
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
