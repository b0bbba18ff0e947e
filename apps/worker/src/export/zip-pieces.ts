import { Zip, ZipDeflate } from "fflate";

export type PieceWriter = {
  /** Begins a file within the ZIP; the one before ends. */
  file(name: string): void;
  /** Adds to the file that was begun. */
  add(text: string): Promise<void>;
  /** Ends the ZIP; answers its size. */
  end(): Promise<number>;
};

const PIECE_BYTES = 1024 * 1024;
const LEVEL = 6;

/** A ZIP that leaves in pieces of about a megabyte while it is written: no more than one is held in memory. */
export function zipInPieces(keep: (piece: Uint8Array) => Promise<void>): PieceWriter {
  let made: Uint8Array[] = [];
  let size = 0;
  let failed: Error | undefined;
  let current: ZipDeflate | undefined;
  const zip = new Zip((error, chunk) => {
    if (error) failed ??= error;
    else made.push(chunk);
  });
  const leave = async (least: number): Promise<void> => {
    if (failed) throw failed;
    const bytes = made.reduce((sum, { length }) => sum + length, 0);
    if (bytes < least || bytes === 0) return;
    const piece = Buffer.concat(made);
    made = [];
    size += piece.length;
    await keep(piece);
  };
  const endFile = (): void => {
    current?.push(new Uint8Array(), true);
  };
  return {
    file(name) {
      endFile();
      current = new ZipDeflate(name, { level: LEVEL });
      zip.add(current);
    },
    async add(text) {
      current?.push(Buffer.from(text));
      await leave(PIECE_BYTES);
    },
    async end() {
      endFile();
      zip.end();
      await leave(1);
      return size;
    },
  };
}
