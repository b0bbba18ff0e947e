/** A file that can be read as often as needed, whole or in part, wherever its bytes lie. */
export type FileSource = {
  readonly name: string;
  readonly size: number;
  /** The bytes from `from` up to `to` (not included), in pieces. */
  read(range?: { from: number; to: number }): AsyncIterable<Uint8Array>;
};

const PIECE = 65_536;

/** A file whose bytes are at hand: for tests and small files. */
export function memorySource(name: string, bytes: Uint8Array): FileSource {
  return {
    name,
    size: bytes.length,
    async *read({ from, to } = { from: 0, to: bytes.length }) {
      const end = Math.min(to, bytes.length);
      for (let at = from; at < end; at += PIECE) yield bytes.subarray(at, Math.min(at + PIECE, end));
    },
  };
}

/** The first bytes of a file. */
export async function headBytes(source: FileSource, length: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let held = 0;
  for await (const piece of source.read({ from: 0, to: Math.min(length, source.size) })) {
    pieces.push(piece);
    held += piece.length;
    if (held >= length) break;
  }
  return Buffer.concat(pieces).subarray(0, length);
}
