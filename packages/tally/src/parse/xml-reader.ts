import { SaxesParser } from "saxes";

import { createCleaner } from "./clean.ts";
import { createDecoder, type Encoding } from "./decode.ts";

/** What is told of a document while it is read. */
export type XmlEvents = {
  /**
   * Finds whole elements that nobody will ask for, behind the ">" of the tag before them (global). They are taken
   * out unparsed, which is ten times faster; one that is cut by the end of a piece stays and is passed over later.
   */
  readonly ignorable?: RegExp;
  /** Return false when this root element is none of Tally's: reading stops. */
  root(name: string): boolean;
  open(name: string, attributes: Readonly<Record<string, string>>, depth: number): void;
  text(text: string): void;
  close(name: string, depth: number): void;
  /** Comments and CDATA, which Tally never writes. */
  foreign(what: "comment" | "cdata"): void;
};

/** Why a document could not be read to its end. */
export type XmlFault =
  | "doctype"
  | "no-xml" // no element, or a root that is none of Tally's
  | "cut-off" // ended before the root was closed
  | "damaged" // not well-formed
  | "several" // a second document behind the first
  | "too-big"
  | "too-deep"
  | "too-long"; // one text, tag or comment beyond any sense

/** Bounds that no document of Tally reaches; they keep hostile input from filling the memory. */
export type XmlLimits = { readonly bytes: number; readonly depth: number; readonly run: number };

export const XML_LIMITS: XmlLimits = { bytes: 16 * 1024 ** 3, depth: 40, run: 1_048_576 };

/** Bytes in, events out. After a fault nothing more is told. */
export type XmlReader = {
  /** Returns false as soon as there is no point in sending more. */
  write(bytes: Uint8Array): boolean;
  end(): void;
  readonly fault: XmlFault | undefined;
  readonly encoding: Encoding;
  readonly bytes: number;
  /** The first characters, for telling what kind of non-XML this is. */
  readonly head: string;
  /** Zero bytes in what looked like 8-bit text: the encoding was not recognised. */
  readonly hasZeroBytes: boolean;
};

const PIECE = 65_536;
const HEAD = 4_096;

/**
 * Streams a document of Tally: decode, clean, parse, with constant memory. Text in front of the first element
 * ("Response from Tally:") and the XML declaration are dropped; a DOCTYPE is refused; entities beyond XML's own
 * five cannot be declared and arrive as text.
 */
export function createXmlReader(events: XmlEvents, limits: XmlLimits = XML_LIMITS): XmlReader {
  const decoder = createDecoder();
  const cleaner = createCleaner();
  const parser = createParser(events, limits);
  let bytes = 0;
  let head = "";
  let begun = false;
  let hasZeroBytes = false;

  const feed = (text: string): void => {
    if (begun) {
      parser.write(text);
      return;
    }
    head += text;
    const from = startOfXml(head);
    if (from === undefined && head.length < HEAD) return;
    begun = true;
    if (from === undefined) parser.stop("no-xml");
    else parser.write(head.slice(from));
  };
  return {
    write(input) {
      bytes += input.length;
      if (bytes > limits.bytes) parser.stop("too-big");
      for (let at = 0; at < input.length && parser.fault === undefined; at += PIECE) {
        const text = decoder.write(input.subarray(at, at + PIECE));
        if (!begun) hasZeroBytes ||= text.includes("\0");
        feed(cleaner.write(parser.thinned(text)));
      }
      return parser.fault === undefined;
    },
    end() {
      if (parser.fault !== undefined) return;
      feed(cleaner.write(decoder.end()) + cleaner.end());
      if (parser.fault !== undefined) return;
      if (begun) parser.end();
      else parser.stop(looksCutOff(head) ? "cut-off" : "no-xml");
    },
    get fault() {
      return parser.fault;
    },
    get encoding() {
      return decoder.encoding;
    },
    get bytes() {
      return bytes;
    },
    get head() {
      return head.slice(0, HEAD);
    },
    get hasZeroBytes() {
      return hasZeroBytes;
    },
  };
}

/** saxes with our limits around it. Its errors stop the reading, but for a "]]>" in a text and text behind the document. */
function createParser(events: XmlEvents, limits: XmlLimits) {
  // Without positions saxes is a fifth faster, and a position in a cleaned text would help nobody.
  const saxes = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  let fault: XmlFault | undefined;
  let depth = 0;
  let rootClosed = false;
  const thin = createThinner(events.ignorable);
  let run = 0; // characters since something was recognised: the length of an unfinished text, tag or comment

  const stop = (why: XmlFault): void => {
    fault ??= why;
  };
  saxes.on("error", (error) => {
    if (error.message.includes("]]>")) return;
    if (rootClosed && error.message.includes("text data outside")) return;
    if (/doctype/i.test(error.message)) stop("doctype");
    else stop(rootClosed ? "several" : "damaged");
  });
  saxes.on("doctype", () => stop("doctype"));
  saxes.on("comment", () => {
    run = 0;
    if (fault === undefined) events.foreign("comment");
  });
  saxes.on("cdata", (text) => {
    run = 0;
    if (fault !== undefined) return;
    events.foreign("cdata");
    events.text(text);
  });
  saxes.on("opentag", (tag) => {
    run = 0;
    if (fault !== undefined) return;
    if (depth === 0 && (rootClosed || !events.root(tag.name))) stop(rootClosed ? "several" : "no-xml");
    depth += 1;
    if (depth > limits.depth) stop("too-deep");
    if (fault === undefined) events.open(tag.name, tag.attributes, depth);
  });
  saxes.on("text", (text) => {
    run = 0;
    if (text.length > limits.run) stop("too-long");
    if (fault === undefined && depth > 0) events.text(text);
  });
  saxes.on("closetag", (tag) => {
    run = 0;
    if (fault !== undefined) return;
    events.close(tag.name, depth);
    depth -= 1;
    rootClosed ||= depth === 0;
  });
  return {
    thinned: (text: string): string => (depth > 0 ? thin(text) : text),
    write(text: string) {
      if (fault !== undefined) return;
      if (rootClosed && !text.includes("<")) return; // blanks, NULs or a tool's label behind the document
      run += text.length;
      saxes.write(text);
      if (run > limits.run + PIECE) stop("too-long");
    },
    end() {
      if (depth > 0 || !rootClosed) stop(rootClosed ? "several" : "cut-off");
    },
    stop,
    get fault() {
      return fault;
    },
  };
}

/**
 * Takes out what nobody will ask for, before anything else looks at the text: it is two thirds of a Day Book. For text inside the
 * root only, and never where a CDATA section could make plain text of a tag.
 */
function createThinner(ignorable: RegExp | undefined): (text: string) => string {
  let isSafe = true;
  return (text) => {
    if (ignorable === undefined) return text;
    isSafe &&= !text.includes("<![CDATA[");
    return isSafe && !text.includes("</ENVELOPE") ? text.replace(ignorable, ">") : text;
  };
}

/** Where the first element begins, behind any leading text and declaration; undefined while not yet visible. */
function startOfXml(head: string): number | undefined {
  const first = head.indexOf("<");
  if (first === -1 || head.length < first + 5) return undefined;
  if (!/^<\?xml/i.test(head.slice(first, first + 5))) return first;
  const end = head.indexOf("?>", first);
  return end === -1 ? undefined : end + 2;
}

function looksCutOff(head: string): boolean {
  const first = head.indexOf("<");
  return first !== -1 && /^<(?:E|EN|ENV|\?.*|R|RE|RES)?$/s.test(head.slice(first));
}
