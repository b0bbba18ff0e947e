import { fromWide, wide } from "./ffi.ts";
import { win32 } from "./win32.ts";

/** Predefined keys are sign-extended to 64 bits. */
const ROOTS = { user: 0xffffffff80000001n, machine: 0xffffffff80000002n } as const;
/** Also texts with %NAMES%, which are filled in; asking for those by their own flag is an error. */
const ANY_TEXT = 0x2;
const ANY_BYTES = 0x8;
const ANY_NUMBER = 0x10;
const REG_SZ = 1;
const MOST_BYTES = 32_768;

export type RegistryPlace = { readonly root: keyof typeof ROOTS; readonly key: string };

/** A text of the registry; undefined where there is none. The empty name is a key's own value. */
export function registryText(place: RegistryPlace, name: string): string | undefined {
  const bytes = read(place, name, ANY_TEXT);
  return bytes === undefined ? undefined : fromWide(bytes);
}

/** A 32-bit number of the registry. */
export function registryNumber(place: RegistryPlace, name: string): number | undefined {
  const bytes = read(place, name, ANY_NUMBER);
  return bytes?.length === 4 ? bytes.readUInt32LE(0) : undefined;
}

/** Bytes of the registry, as they are. */
export function registryBytes(place: RegistryPlace, name: string): Uint8Array | undefined {
  return read(place, name, ANY_BYTES);
}

/** Whether the text was written. */
export function setRegistryText(place: RegistryPlace, name: string, text: string): boolean {
  const bytes = wide(text);
  return (
    win32
      .advapi()
      .RegSetKeyValueW(ROOTS[place.root], wide(place.key), wide(name), REG_SZ, bytes, bytes.length) === 0
  );
}

/** Removes a value; well where there was none. */
export function removeRegistryValue(place: RegistryPlace, name: string): void {
  win32.advapi().RegDeleteKeyValueW(ROOTS[place.root], wide(place.key), wide(name));
}

function read(place: RegistryPlace, name: string, types: number): Buffer | undefined {
  const data = Buffer.alloc(MOST_BYTES);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length, 0);
  const code = win32
    .advapi()
    .RegGetValueW(ROOTS[place.root], wide(place.key), wide(name), types, null, data, size);
  return code === 0 ? data.subarray(0, size.readUInt32LE(0)) : undefined;
}
