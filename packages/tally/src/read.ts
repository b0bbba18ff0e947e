import { fail, ok, type Result } from "@cfa/values/result";

import { createCompanyFinder } from "./company-finder.ts";
import { kindOf, type DocumentKind, type TallyDocument, type TallyRefusal } from "./document.ts";
import { createEnvelopeReader, type Envelope, type EnvelopeEvents } from "./envelope-reader.ts";
import { isHandMade } from "./hand-made.ts";
import {
  createXmlReader,
  XML_LIMITS,
  type XmlFault,
  type XmlLimits,
  type XmlReader,
} from "./parse/xml-reader.ts";
import { createRecordReader, type RecordSink } from "./record-reader.ts";

/**
 * Reads a document of Tally, an exported file or an answer, as a stream in constant memory. Records go to the
 * sink one by one in document order and are provisional until this resolves ok: on a refusal the caller throws
 * all of them away. Rejects only when `bytes` itself does.
 */
export async function readTally(
  bytes: AsyncIterable<Uint8Array>,
  sink: RecordSink,
  limits: XmlLimits = XML_LIMITS,
): Promise<Result<TallyDocument, TallyRefusal>> {
  const reader = createTallyReader(sink, limits);
  for await (const piece of bytes) if (!reader.write(piece)) break;
  return reader.end();
}

/** The same for a caller that has the bytes piece by piece. `write` returns false when no more is wanted. */
export function createTallyReader(
  sink: RecordSink,
  limits: XmlLimits = XML_LIMITS,
): { write(bytes: Uint8Array): boolean; end(): Result<TallyDocument, TallyRefusal> } {
  const companies = createCompanyFinder();
  const objects: EnvelopeEvents = {
    object(name, node, place) {
      companies.note(name, node);
      records.object(name, node, place);
    },
    cell: (name, texts) => records.cell(name, texts),
  };
  const { events, envelope } = createEnvelopeReader(objects, { rows: sink.row !== undefined });
  const records = createRecordReader(sink, envelope.signs);
  const xml = createXmlReader(events, limits);

  const documentAs = (kind: DocumentKind): TallyDocument => {
    const companyName = envelope.companyName ?? companies.name();
    const companyGuid = companies.guid();
    return {
      kind,
      encoding: xml.encoding,
      bytes: xml.bytes,
      ...(companyName === undefined ? {} : { companyName }),
      ...(companyGuid === undefined ? {} : { companyGuid }),
      counts: records.counts(kind),
      withoutGuid: records.withoutGuid,
      ...(envelope.lineError === undefined ? {} : { lineError: envelope.lineError }),
      ...(envelope.value === undefined ? {} : { value: envelope.value }),
      ...(envelope.dayNumber === undefined ? {} : { dayNumber: envelope.dayNumber }),
      ...releaseOf(envelope.release),
      ...(envelope.evidence.prompts === 0 ? {} : { prompts: envelope.evidence.prompts }),
      prefixes: companies.prefixes,
    };
  };
  return {
    write: (bytes) => xml.write(bytes),
    end() {
      xml.end();
      return judge(xml, envelope, documentAs);
    },
  };
}

function judge(
  xml: XmlReader,
  envelope: Envelope,
  documentAs: (kind: DocumentKind) => TallyDocument,
): Result<TallyDocument, TallyRefusal> {
  const { evidence, signs } = envelope;
  if (xml.fault === "no-xml" && xml.head.trim() === "") return ok(documentAs("empty"));
  const kind = kindOf(evidence);
  const seen = (as: DocumentKind) => ({ document: documentAs(as), hasZeroBytes: xml.hasZeroBytes });
  const isImport = evidence.importWrapper || evidence.tallyRequest.toLowerCase().startsWith("import");
  if (!isImport) signs.versionInImport = false;
  signs.declaredEncoding = /^\s*<\?xml[^>]*\bencoding\s*=/i.test(xml.head);
  // Before "truncated": a hand-made file that was also cut is still hand-made.
  if ((isImport || signs.misplaced > 0) && isHandMade(signs)) {
    return refuse("hand-made", HAND_MADE, seen(kind));
  }
  if (xml.fault !== undefined) {
    const { code, message } = faultMessage(evidence.root === "" ? rootless(xml.fault) : xml.fault);
    return refuse(code, message, seen(code === "truncated" ? kind : "not-tally"));
  }
  return kind === "not-tally" ? refuse("not-tally", A_QUESTION, seen(kind)) : ok(documentAs(kind));
}

/** Something damaged before any element of Tally's was seen is simply no document of Tally. */
function rootless(fault: XmlFault): XmlFault {
  return fault === "damaged" || fault === "several" ? "no-xml" : fault;
}

const HAND_MADE =
  "This file imitates Tally's format but Tally did not write it; export the data from Tally itself (Alt+E, format XML).";
const A_QUESTION =
  "This is a question to Tally, not what Tally answered; export the data from Tally itself (Alt+E, format XML).";

function faultMessage(fault: XmlFault): { code: TallyRefusal["code"]; message: string } {
  switch (fault) {
    case "doctype":
      return {
        code: "doctype",
        message: "This file contains a DOCTYPE, which Tally never writes; it is not opened for safety.",
      };
    case "cut-off":
      return {
        code: "truncated",
        message: "This file ends in the middle; export it from Tally again and let it finish.",
      };
    case "damaged":
      return {
        code: "truncated",
        message: "This file is damaged or was cut and joined; export it from Tally again.",
      };
    case "several":
      return {
        code: "not-tally",
        message: "This file holds more than one document; give each exported file by itself.",
      };
    case "too-big":
      return {
        code: "not-tally",
        message: "This file is larger than any export of Tally; export a shorter period.",
      };
    case "too-deep":
    case "too-long":
      return {
        code: "not-tally",
        message: "This file is built as Tally never builds one; export the data from Tally itself.",
      };
    case "no-xml":
      return {
        code: "not-tally",
        message: "This is not an XML file from Tally; export from Tally with the format XML.",
      };
  }
}

function releaseOf({
  major,
  minor,
  product,
}: Envelope["release"]): Pick<TallyDocument, "release" | "product"> {
  const release = [major, minor].filter((part) => part !== undefined).join(".");
  return { ...(release === "" ? {} : { release }), ...(product === undefined ? {} : { product }) };
}

function refuse(
  code: TallyRefusal["code"],
  message: string,
  seen: { document: TallyDocument; hasZeroBytes: boolean },
) {
  return fail({ code, message, ...seen });
}
