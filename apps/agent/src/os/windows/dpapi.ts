import type { Protection } from "../os.ts";
import { ffi } from "./ffi.ts";
import { win32 } from "./win32.ts";

/** Mixed into every secret: a blob of another program, or one of ours given to another program, does not open. */
const ENTROPY = Buffer.from("CFA Agent: keys of companies, 2026");
/** Never ask a person: there may be none. */
const UI_FORBIDDEN = 1;
const LOCAL_MACHINE = 4;

/**
 * Secrets kept by Windows' data protection (DPAPI): only this user of this PC reads them back, or, for the service, any program of
 * this PC that knows the entropy; the folder's rights are then the wall.
 */
export function dpapi({ isMachine }: { isMachine: boolean }): Protection {
  const flags = isMachine ? UI_FORBIDDEN | LOCAL_MACHINE : UI_FORBIDDEN;
  return {
    isProtected: true,
    protect(plain) {
      const blob = called("CryptProtectData", plain, flags);
      if (blob === undefined) throw new Error("Windows did not protect a secret (CryptProtectData)");
      return blob;
    },
    unprotect: (blob) => (blob.length === 0 ? undefined : called("CryptUnprotectData", blob, flags)),
  };
}

function called(
  name: "CryptProtectData" | "CryptUnprotectData",
  input: Uint8Array,
  flags: number,
): Uint8Array | undefined {
  const given = dataBlob(input);
  const entropy = dataBlob(ENTROPY);
  const out = Buffer.alloc(16);
  const isDone = win32.crypt()[name](given.blob, null, entropy.blob, null, null, flags, out) !== 0;
  if (!isDone) return undefined;
  const pointer = out.readBigUInt64LE(8);
  const bytes = ffi().toBuffer(pointer, out.readUInt32LE(0));
  win32.kernel().LocalFree(pointer);
  return bytes;
}

/** DATA_BLOB of 64-bit Windows: length, then where the bytes are. The bytes are handed back so that they stay referenced. */
function dataBlob(input: Uint8Array): { blob: Buffer; bytes: Buffer } {
  // A byte more, as no bytes at all have no place in memory.
  const bytes = Buffer.alloc(input.length + 1);
  bytes.set(input);
  const blob = Buffer.alloc(16);
  blob.writeUInt32LE(input.length, 0);
  blob.writeBigUInt64LE(ffi().getRawPointer(bytes), 8);
  return { blob, bytes };
}
