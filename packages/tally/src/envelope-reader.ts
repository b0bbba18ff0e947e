import { COMPANY_SHAPE } from "./fields/company.ts";
import { GROUP_SHAPE } from "./fields/group.ts";
import { LEDGER_SHAPE } from "./fields/ledger.ts";
import { VOUCHER_TYPE_SHAPE } from "./fields/voucher-type.ts";
import { VOUCHER_SHAPE } from "./fields/voucher.ts";
import { noEvidence, type Evidence } from "./document.ts";
import { noSigns, noteObject, type HandMadeSigns } from "./hand-made.ts";
import { ANY_TAG, createCapture, isBlank, type Captured, type Shape } from "./parse/capture.ts";
import { readText } from "./parse/words.ts";
import type { XmlEvents } from "./parse/xml-reader.ts";

/** Where an object lay: an export's message, an answer's collection, a flat report, or where Tally puts none. */
export type Place = "message" | "collection" | "flat" | "misplaced";

/** What is told of a document while it is read. */
export type EnvelopeEvents = {
  object(name: string, node: Captured, place: Place): void;
  /** One flat sibling of a report with the texts below it by tag; the order is the meaning (A4). */
  cell(name: string, texts: ReadonlyMap<string, string>): void;
};

/** The envelope as it was met so far. */
export type Envelope = {
  readonly evidence: Evidence;
  readonly signs: HandMadeSigns;
  companyName?: string;
  lineError?: string;
  value?: string;
  dayNumber?: number;
  /** What Tally tells of itself in the answer to a function. */
  readonly release: { major?: string; minor?: string; product?: string };
};

const ROOTS = new Set(["ENVELOPE", "RESPONSE", "ERRORMSG", "LINEERROR"]);

/** What is read of each object. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  COMPANY: COMPANY_SHAPE,
  GROUP: GROUP_SHAPE,
  LEDGER: LEDGER_SHAPE,
  VOUCHERTYPE: VOUCHER_TYPE_SHAPE,
  VOUCHER: VOUCHER_SHAPE,
};

/**
 * Lists that Tally writes although they are empty, and flags that say No and that no shape asks for: together two
 * thirds of a Day Book. Made from the shapes, so that a flag that becomes a field is no longer passed over.
 */
const IGNORABLE = ignorable([...new Set(tagsOf(SHAPES))].filter((tag) => /^(?:IS|USE|HAS)[A-Z]+$/.test(tag)));

function ignorable(wantedFlags: readonly string[]): RegExp {
  const emptyList = String.raw`<([A-Z][A-Z0-9._:]*\.LIST)(?: TYPE="[A-Za-z]+")?>\s*<\/\1>`;
  const unwantedFlag = String.raw`<(?!(?:${wantedFlags.join("|")})>)((?:IS|USE|HAS)[A-Z]+)>No<\/\2>`;
  return new RegExp(String.raw`>(?:\s*(?:${emptyList}|${unwantedFlag}))+`, "g");
}

/** Of units, stock items, cost centres … only the fact that Tally named them is of use. */
const OTHER_SHAPE: Shape = { GUID: "text" };

/** A row of a question that defines its own columns: all of them. */
const ROW_SHAPE: Shape = { [ANY_TAG]: "text" };

const COUNTERS = new Set([
  "CREATED",
  "ALTERED",
  "DELETED",
  "COMBINED",
  "IGNORED",
  "ERRORS",
  "CANCELLED",
  "EXCEPTIONS",
]);

/** Containers in which an object of ours means that no Tally wrote this. */
const WRONG_PLACES = new Set(["REQUESTDATA", "IMPORTDATA", "BODY", "DATA"]);

/**
 * Finds the objects and report cells of a document and notes what it is made of. Objects are taken only where
 * Tally puts them: CMPINFO holds elements of the same names with mere counts (A4).
 */
export function createEnvelopeReader(
  events: EnvelopeEvents,
  options: {
    /** Objects of a collection are rows of columns, whatever they are called. */ rows?: boolean;
  } = {},
): { events: XmlEvents; envelope: Envelope } {
  const reader = new EnvelopeReader(events, options.rows ?? false);
  return { envelope: reader.envelope, events: reader };
}

class EnvelopeReader implements XmlEvents {
  readonly ignorable = IGNORABLE;
  readonly envelope: Envelope = { evidence: noEvidence(), signs: noSigns(), release: {} };
  readonly #events: EnvelopeEvents;
  readonly #rows: boolean;
  readonly #capture = createCapture();
  readonly #path: string[] = [];
  #mode: "container" | "object" | "cell" = "container";
  #place: Place = "message";
  #startDepth = 0;
  #text = "";
  #cellTexts = new Map<string, string>();

  constructor(events: EnvelopeEvents, rows: boolean) {
    this.#events = events;
    this.#rows = rows;
  }

  root(name: string): boolean {
    if (ROOTS.has(name)) this.envelope.evidence.root = name;
    return ROOTS.has(name);
  }

  open(name: string, attributes: Readonly<Record<string, string>>, depth: number): void {
    if (this.#mode === "object") this.#capture.open(name, attributes);
    else if (this.#mode === "cell") this.#text = "";
    else this.#openContainer(name, attributes, depth);
  }

  text(piece: string): void {
    if (this.#mode === "object") this.#capture.addText(piece);
    else this.#text += piece;
  }

  close(name: string, depth: number): void {
    if (this.#mode === "object") this.#closeObject(name);
    else if (this.#mode === "cell") this.#closeInCell(name, depth);
    else {
      this.#path.pop();
      noteText(this.envelope, { name, parent: this.#path.at(-1) ?? "", text: this.#text });
    }
    this.#text = "";
  }

  foreign(what: Parameters<XmlEvents["foreign"]>[0]): void {
    if (what === "comment") this.envelope.signs.comments += 1;
  }

  #openContainer(name: string, attributes: Readonly<Record<string, string>>, depth: number): void {
    const where = placeOf(name, this.#path);
    if (where === "cell") {
      this.#mode = "cell";
      this.#startDepth = depth;
      this.#cellTexts = new Map();
      this.#path.push(name);
    } else if (where !== undefined) {
      this.#place = where;
      this.#mode = "object";
      this.#startDepth = depth;
      const isRow = this.#rows && where === "collection";
      this.#capture.begin(isRow ? ROW_SHAPE : (SHAPES[name] ?? OTHER_SHAPE), attributes);
      this.#path.push(name);
    } else {
      this.#path.push(name);
      noteContainer(this.envelope, name, this.#path);
      if (name === "RESULT") noteDayNumber(this.envelope, attributes);
    }
    this.#text = "";
  }

  #closeObject(name: string): void {
    const node = this.#capture.close();
    if (node === undefined) return;
    this.#path.pop();
    this.#mode = "container";
    if (this.#place === "flat" && isBlank(node) && Object.keys(node.attributes).length === 0) {
      this.envelope.evidence.cells += 1; // a report column that happens to be called LEDGER
      this.#events.cell(name, new Map());
      return;
    }
    noteEvidence(this.envelope, { name, node, place: this.#place });
    this.#events.object(name, node, this.#place);
  }

  #closeInCell(name: string, depth: number): void {
    if (this.#text.trim() !== "" && !this.#cellTexts.has(name)) this.#cellTexts.set(name, this.#text);
    if (depth !== this.#startDepth) return;
    this.#path.pop();
    this.#mode = "container";
    noteCell(this.envelope, name);
    this.#events.cell(name, this.#cellTexts);
  }
}

function tagsOf(shape: Shape): string[] {
  return Object.entries(shape).flatMap(([tag, below]) =>
    typeof below === "string" ? [tag] : [tag, ...tagsOf(below)],
  );
}

function placeOf(name: string, path: readonly string[]): Place | "cell" | undefined {
  switch (path.at(-1)) {
    case "TALLYMESSAGE":
      return "message";
    case "COLLECTION":
      return path.includes("DATA") ? "collection" : undefined;
    case "ENVELOPE":
      if (name === "HEADER" || name === "BODY" || name === "LINEERROR" || name === "ERRORMSG")
        return undefined;
      return name in SHAPES ? "flat" : "cell";
    case undefined:
      return undefined;
    default:
      return name in SHAPES && WRONG_PLACES.has(path.at(-1) ?? "") ? "misplaced" : undefined;
  }
}

function noteContainer(envelope: Envelope, name: string, path: readonly string[]): void {
  if (name === "IMPORTDATA") envelope.evidence.importWrapper = true;
  else if (name === "COLLECTION" && path.includes("DATA")) envelope.evidence.hasCollection = true;
}

function noteDayNumber(envelope: Envelope, attributes: Readonly<Record<string, string>>): void {
  const number = Number(attributes["JD"]);
  if (Number.isInteger(number) && number > 0) envelope.dayNumber = number;
}

/** Notes what an object says about the kind of its document and about who wrote it. */
export function noteEvidence(
  envelope: Envelope,
  object: { name: string; node: Captured; place: Place },
): void {
  const { evidence, signs } = envelope;
  const { name, node, place } = object;
  if (name === "COMPANY" && place === "message") return; // the exporting company's own block is no object of its books
  evidence.objects += 1;
  if ((node.text.get("GUID") ?? "").trim() !== "") evidence.objectsWithGuid += 1;
  if (name === "VOUCHER") evidence.vouchers += 1;
  if (place === "message" || place === "misplaced")
    noteObject(signs, { node, misplaced: place === "misplaced" });
  if (name !== name.toUpperCase()) signs.smallLetters = true;
}

function noteCell(envelope: Envelope, name: string): void {
  envelope.evidence.cells += 1;
  if (name === "LONGPROMPT") envelope.evidence.prompts += 1;
}

function noteText(envelope: Envelope, leaf: { name: string; parent: string; text: string }): void {
  const { evidence } = envelope;
  const { name, parent } = leaf;
  const text = readText(leaf.text);
  if (name === "LINEERROR" || name === "ERRORMSG") {
    evidence.lineErrors += 1;
    if (text !== undefined) envelope.lineError ??= text.slice(0, 2_000);
  } else if (parent === "HEADER") {
    if (name === "TALLYREQUEST") evidence.tallyRequest = text ?? "";
    if (name === "STATUS") evidence.status = text ?? "";
    if (name === "VERSION") envelope.signs.versionInImport = true;
    noteRelease(envelope, name, text);
  } else if (name === "SVCURRENTCOMPANY" && parent === "STATICVARIABLES") {
    if (text !== undefined && !text.startsWith("##")) envelope.companyName ??= text.slice(0, 1_000);
  } else if (COUNTERS.has(name) && (parent === "RESPONSE" || parent === "IMPORTRESULT")) {
    evidence.counters += 1;
  } else if (name === "RESULT" && parent === "DATA") {
    evidence.value = true;
    envelope.value = text ?? "";
  }
}

function noteRelease(envelope: Envelope, name: string, text: string | undefined): void {
  if (text === undefined) return;
  const { release } = envelope;
  if (name === "PRODMAJORREL") release.major = text.slice(0, 50);
  else if (name === "PRODMINORREL") release.minor = text.slice(0, 40);
  else if (name === "PRODTYPE") release.product = text.slice(0, 200);
}
