import type { ImportCounters } from "@cfa/contract/draft-voucher";
import { fail, ok, type Result } from "@cfa/values/result";

import { readCount, readText } from "../parse/words.ts";
import { createXmlReader, type XmlEvents } from "../parse/xml-reader.ts";

/** What Tally answered to an import. Its counters say what was understood, not what stands in the books (A4). */
export type ImportAnswer = {
  /** Absent where Tally counted nothing: then it refused before it looked at the voucher. */
  readonly counters?: ImportCounters;
  /** Tally's own words, in its order. */
  readonly lineErrors: readonly string[];
};

const ROOTS = new Set(["ENVELOPE", "RESPONSE", "ERRORMSG", "LINEERROR"]);
const PLACES = new Set(["RESPONSE", "IMPORTRESULT"]);
const MOST_ERRORS = 100;
/** An answer to one voucher is a few hundred bytes. */
const LIMITS = { bytes: 4 * 1024 * 1024, depth: 40, run: 65_536 };

/**
 * Reads an import's answer in both of its shapes: counters below RESPONSE, or below ENVELOPE/BODY/DATA/IMPORTRESULT. An answer
 * that is cut or is none of Tally's fails: what became of the voucher is then unknown.
 */
export function createImportAnswerReader(): {
  write(bytes: Uint8Array): boolean;
  end(): Result<ImportAnswer, string>;
} {
  const events = new AnswerEvents();
  const xml = createXmlReader(events, LIMITS);
  return {
    write: (bytes) => xml.write(bytes),
    end() {
      xml.end();
      if (xml.fault !== undefined) return fail(`an answer that cannot be read (${xml.fault})`);
      const { counters, lineErrors, isCounted } = events;
      if (!isCounted && lineErrors.length === 0) return fail("an answer without counters");
      return ok({ ...(isCounted ? { counters } : {}), lineErrors });
    },
  };
}

class AnswerEvents implements XmlEvents {
  readonly counters = noCounters();
  readonly lineErrors: string[] = [];
  isCounted = false;
  readonly #path: string[] = [];
  #text = "";

  root(name: string): boolean {
    return ROOTS.has(name);
  }

  open(name: string): void {
    this.#path.push(name);
    this.#text = "";
  }

  text(piece: string): void {
    this.#text += piece;
  }

  close(name: string): void {
    this.#path.pop();
    const text = readText(this.#text);
    this.#text = "";
    if (name === "LINEERROR" || name === "ERRORMSG") {
      if (text !== undefined && this.lineErrors.length < MOST_ERRORS)
        this.lineErrors.push(text.slice(0, 2_000));
      return;
    }
    const counter = COUNTERS.get(name);
    if (counter === undefined || !PLACES.has(this.#path.at(-1) ?? "")) return;
    this.isCounted = true;
    this.counters[counter] += readCount(text) ?? 0;
  }

  foreign(): void {}
}

function noCounters(): ImportCounters {
  return {
    created: 0,
    altered: 0,
    deleted: 0,
    combined: 0,
    ignored: 0,
    errors: 0,
    cancelled: 0,
    exceptions: 0,
  };
}

const COUNTERS = new Map(
  Object.keys(noCounters()).map((name) => [name.toUpperCase(), name as keyof ImportCounters]),
);
