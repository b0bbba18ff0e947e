import { Readable } from "node:stream";

import { fail, ok, type Result } from "@cfa/values/result";
import { fromRandomAccessReader, RandomAccessReader, type Entry, type ZipFile } from "yauzl";

import type { FileSource } from "./file-source.ts";
import { refusal, type FileRefusal } from "./refusal.ts";

export type ZipLimits = {
  readonly entries: number;
  /** Inflated bytes of one entry, and of all together. */
  readonly entryBytes: number;
  readonly totalBytes: number;
  /** How many times larger inside than outside, of what is larger than `ratioFrom`. */
  readonly ratio: number;
  readonly ratioFrom: number;
};

/** A Day Book in UTF-16 shrinks to a hundredth; what shrinks to less than a four-hundredth is made to burst. */
export const ZIP_LIMITS: ZipLimits = {
  entries: 100,
  entryBytes: 4 * 1024 ** 3,
  totalBytes: 8 * 1024 ** 3,
  ratio: 400,
  ratioFrom: 1024 ** 2,
};

/** Thrown while an entry is read that grows beyond its bounds or is damaged. */
export class ZipFault extends Error {
  override name = "ZipFault";
}

const STORED = 0;
const DEFLATED = 8;
/** How the library names a path that leads out of its folder. */
const ODD_PATH = /relative path|absolute path|invalid characters in fileName/;
const IGNORED = /^__MACOSX\/|(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini)$/i;

/**
 * The files in a zip, each readable as a stream. Nothing is written to disk, so a name is only a name; what is protected,
 * packed in an unusual way, named to lead out of its folder, or a zip itself refuses the whole. Sizes are counted as they inflate, never believed.
 */
export async function listZip(
  source: FileSource,
  limits: ZipLimits = ZIP_LIMITS,
): Promise<Result<FileSource[], FileRefusal>> {
  const zip = await openZip(source).catch(() => null);
  if (zip === null) return fail(refusal("truncated"));
  try {
    const entries = await entriesOf(zip, limits);
    if (entries === null) return fail(refusal("zip-unsafe"));
    if (entries.length === 0) return fail(refusal("empty"));
    return ok(entries.map((entry) => entrySource(source, entry, limits)));
  } catch (error) {
    return fail(refusal(ODD_PATH.test(String(error)) ? "zip-unsafe" : "truncated"));
  } finally {
    zip.close();
  }
}

class SourceReader extends RandomAccessReader {
  readonly #source: FileSource;

  constructor(source: FileSource) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#source.read({ from: start, to: end }), { objectMode: false });
  }
}

function openZip(source: FileSource): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: false, validateEntrySizes: true };
    fromRandomAccessReader(new SourceReader(source), source.size, options, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });
}

/** Null when the zip is not to be opened. */
function entriesOf(zip: ZipFile, limits: ZipLimits): Promise<Entry[] | null> {
  return new Promise((resolve, reject) => {
    const found: Entry[] = [];
    let stated = 0;
    zip.on("error", reject);
    zip.on("end", () => resolve(found));
    zip.on("entry", (entry: Entry) => {
      if (!entry.fileName.endsWith("/") && !IGNORED.test(entry.fileName)) {
        stated += entry.uncompressedSize;
        const isUnsafe =
          entry.isEncrypted() ||
          ![STORED, DEFLATED].includes(entry.compressionMethod) ||
          /\.zip$/i.test(entry.fileName) ||
          entry.uncompressedSize > limits.entryBytes ||
          stated > limits.totalBytes ||
          found.length >= limits.entries;
        if (isUnsafe) return resolve(null);
        found.push(entry);
      }
      zip.readEntry();
    });
    zip.readEntry();
  });
}

/** The last part of a path, of whatever system; paths are never followed. */
function plainName(path: string): string {
  return (path.split(/[/\\]/).at(-1) ?? "").slice(0, 200) || "file";
}

function entrySource(source: FileSource, entry: Entry, limits: ZipLimits): FileSource {
  return {
    name: plainName(entry.fileName),
    size: entry.uncompressedSize,
    async *read(range = { from: 0, to: Number.POSITIVE_INFINITY }) {
      const zip = await openZip(source).catch((error: unknown) => {
        throw new ZipFault("the zip cannot be opened", { cause: error });
      });
      let at = 0;
      try {
        for await (const piece of await inflated(zip, entry)) {
          const end = at + piece.length;
          if (isTooMuch(end, entry, limits)) throw new ZipFault("an entry grows beyond its bounds");
          if (end > range.from && at < range.to) {
            yield piece.subarray(Math.max(0, range.from - at), Math.min(piece.length, range.to - at));
          }
          at = end;
          if (at >= range.to) return;
        }
      } catch (error) {
        throw error instanceof ZipFault ? error : new ZipFault("an entry is damaged", { cause: error });
      } finally {
        zip.close();
      }
    },
  };
}

function isTooMuch(bytes: number, entry: Entry, limits: ZipLimits): boolean {
  if (bytes > limits.entryBytes) return true;
  return bytes > limits.ratioFrom && bytes > entry.compressedSize * limits.ratio;
}

function inflated(zip: ZipFile, entry: Entry): Promise<AsyncIterable<Uint8Array>> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error);
      else resolve(stream);
    });
  });
}
