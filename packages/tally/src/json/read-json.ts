import { fail, ok, type Result } from "@cfa/values/result";

import { createCompanyFinder } from "../company-finder.ts";
import { kindOf, noEvidence, type DocumentKind, type TallyDocument, type TallyRefusal } from "../document.ts";
import { noteEvidence, SHAPES, type Envelope, type Place } from "../envelope-reader.ts";
import { isHandMade, noSigns } from "../hand-made.ts";
import { createDecoder } from "../parse/decode.ts";
import { createRecordReader, type RecordReader, type RecordSink } from "../record-reader.ts";
import { createJsonText, JSON_LIMITS, type JsonFault, type JsonLimits } from "./json-text.ts";
import { isObject, messageNode, metadataOf, type JsonObject, type JsonValue } from "./message-node.ts";

const LISTS = {
  message: "$.tallymessage.*",
  answer: "$.data.tallymessage.*",
  collection: "$.data.collection.*",
  variable: "$.static_variables.*",
};
const SCALARS = [
  "$.status",
  "$.tallyrequest",
  "$.error",
  "$.lineerror",
  "$.data.error",
  "$.data.lineerror",
  ...["created", "altered", "deleted", "combined", "ignored", "errors", "cancelled", "exceptions"].map(
    (counter) => `$.data.import_result.${counter}`,
  ),
];
const OTHER_SHAPE = { GUID: "text" } as const;
const MAX_BYTES = 16 * 1024 ** 3;
// What a string of JSON may not hold as it is, and Tally writes all the same. Line ends count as blanks either way.
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const CONTROL = /[\0-\x1f]/g;

/**
 * Reads TallyPrime's own JSON (a list `tallymessage` of objects with their metadata) as a stream in constant memory, into
 * the same records as XML. All of it is provisional until this resolves ok.
 */
export async function readTallyJson(
  bytes: AsyncIterable<Uint8Array>,
  sink: RecordSink,
  limits: JsonLimits = JSON_LIMITS,
): Promise<Result<TallyDocument, TallyRefusal>> {
  const reader = createJsonReader(sink, limits);
  for await (const piece of bytes) if (!reader.write(piece)) break;
  return reader.end();
}

/** The same for a caller that has the bytes piece by piece. `write` returns false when no more is wanted. */
export function createJsonReader(sink: RecordSink, limits: JsonLimits = JSON_LIMITS) {
  const decoder = createDecoder();
  const companies = createCompanyFinder();
  const envelope: Envelope = { evidence: noEvidence(), signs: noSigns(), release: {} };
  const records = createRecordReader(sink, envelope.signs);
  const text = createJsonText(
    { lists: LISTS, scalars: SCALARS },
    {
      element: (list, value) =>
        takeElement(list, value, { envelope, records, note: (name, node) => companies.note(name, node) }),
      scalar: (path, value) => noteScalar(envelope, path, value),
    },
    limits,
  );
  let bytes = 0;
  const documentAs = (kind: DocumentKind): TallyDocument => {
    const companyName = companies.name() ?? envelope.companyName;
    const companyGuid = companies.guid();
    return {
      kind,
      encoding: decoder.encoding,
      bytes,
      ...(companyName === undefined ? {} : { companyName }),
      ...(companyGuid === undefined ? {} : { companyGuid }),
      counts: records.counts(kind),
      withoutGuid: records.withoutGuid,
      prefixes: companies.prefixes,
      ...(envelope.lineError === undefined ? {} : { lineError: envelope.lineError }),
    };
  };
  return {
    write(piece: Uint8Array): boolean {
      bytes += piece.length;
      return bytes <= MAX_BYTES && text.write(cleaned(decoder.write(piece)));
    },
    end(): Result<TallyDocument, TallyRefusal> {
      text.write(cleaned(decoder.end()));
      text.end();
      return judge(text.fault, envelope, documentAs);
    },
  };
}

/** The mark of a reserved value stays; every other control character is a blank, inside of a string and outside. */
function cleaned(text: string): string {
  CONTROL.lastIndex = 0;
  return CONTROL.test(text) ? text.replace(CONTROL, (found) => (found === "\x04" ? "\\u0004" : " ")) : text;
}

type Taking = {
  envelope: Envelope;
  records: RecordReader;
  note: ReturnType<typeof createCompanyFinder>["note"];
};

function takeElement(list: string, value: JsonValue, { envelope, records, note }: Taking): void {
  const { evidence, signs } = envelope;
  evidence.root = "ENVELOPE";
  if (!isObject(value)) return;
  if (list === "variable") {
    noteVariable(envelope, value);
    return;
  }
  if (list === "message") evidence.importWrapper = true;
  if (list === "collection") evidence.hasCollection = true;
  const place: Place = list === "collection" ? "collection" : "message";
  const type = metadataOf(value)["TYPE"];
  const name = (type ?? guessedType(value)).replaceAll(/\s/g, "").toUpperCase();
  const node = messageNode(value, SHAPES[name] ?? OTHER_SHAPE);
  noteEvidence(envelope, { name, node, place });
  if (type === undefined && place === "message") signs.misplaced += 1; // Tally puts metadata in front of each object
  if (Object.keys(value).some((key) => /[A-Z]/.test(key))) signs.smallLetters = true; // names of fields are lower case
  note(name, node);
  records.object(name, node, place);
}

function guessedType(value: JsonObject): string {
  if ("vouchertypename" in value || "ledgerentries" in value || "allledgerentries" in value) return "VOUCHER";
  return "parent" in value ? "LEDGER" : "OTHER";
}

function noteVariable(envelope: Envelope, { name, value }: JsonObject): void {
  if (typeof name === "string" && name.toLowerCase() === "svcurrentcompany" && typeof value === "string")
    envelope.companyName ??= value.slice(0, 1_000);
}

function noteScalar(envelope: Envelope, path: string, value: JsonValue): void {
  const { evidence } = envelope;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  evidence.root = "ENVELOPE";
  if (path === "status") evidence.status = text;
  else if (path === "tallyrequest") evidence.tallyRequest = text;
  else if (path.startsWith("data.import_result.")) evidence.counters += 1;
  else {
    evidence.lineErrors += 1;
    envelope.lineError ??= text.slice(0, 2_000);
  }
}

function judge(
  fault: JsonFault | undefined,
  envelope: Envelope,
  documentAs: (kind: DocumentKind) => TallyDocument,
): Result<TallyDocument, TallyRefusal> {
  const kind = kindOf(envelope.evidence);
  const refuse = (code: TallyRefusal["code"], message: string, as = kind) =>
    fail({ code, message, document: documentAs(as), hasZeroBytes: false });
  if (isHandMade(envelope.signs)) return refuse("hand-made", HAND_MADE);
  if (fault === "cut-off") return refuse("truncated", CUT_OFF);
  if (fault === "damaged" && envelope.evidence.objects > 0) return refuse("truncated", DAMAGED);
  if (fault !== undefined) return refuse("not-tally", NOT_JSON, "not-tally");
  return kind === "not-tally" ? refuse("not-tally", NOT_JSON, "not-tally") : ok(documentAs(kind));
}

const HAND_MADE =
  "This file imitates Tally's JSON but Tally did not write it; export the data from Tally itself (Alt+E, format JSON).";
const CUT_OFF = "This file ends in the middle; export it from Tally again and let it finish.";
const DAMAGED = "This file is damaged or was cut and joined; export it from Tally again.";
const NOT_JSON =
  "This is not a JSON file of TallyPrime 7; export masters and Day Book from Tally (Alt+E, format JSON or XML).";
