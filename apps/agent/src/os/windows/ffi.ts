import { assert } from "@cfa/values/assert";

/*
 * The part of node:ffi that this agent uses. It came with Node 26, the development tree may run on an older one and on systems where
 * it is never wanted: so it is fetched when Windows first needs it, and its types are kept here.
 *
 * Rules of node:ffi: callbacks are called on the thread that made them and must not throw; whatever native code keeps a pointer to
 * must stay referenced here for as long.
 */

type NativeType = "void" | "int32" | "uint32" | "uint16" | "int64" | "uint64" | "pointer" | "function";
export type Signature = { readonly arguments: readonly NativeType[]; readonly return: NativeType };

type Given = {
  void: never;
  int32: number;
  uint32: number;
  uint16: number;
  int64: bigint;
  uint64: bigint;
  /** null: a null pointer. Bytes are lent for the call alone. */
  pointer: bigint | Uint8Array | null;
  function: bigint;
};
type Got = {
  void: void;
  int32: number;
  uint32: number;
  uint16: number;
  int64: bigint;
  uint64: bigint;
  pointer: bigint;
  function: bigint;
};
type GivenAll<Types extends readonly NativeType[]> = { -readonly [At in keyof Types]: Given[Types[At]] };
type GotAll<Types extends readonly NativeType[]> = { -readonly [At in keyof Types]: Got[Types[At]] };
type NativeFunction<S extends Signature> = (...given: GivenAll<S["arguments"]>) => Got[S["return"]];
type NativeFunctions<All extends Record<string, Signature>> = {
  readonly [Name in keyof All]: NativeFunction<All[Name]>;
};

export type Library = {
  readonly registerCallback: <const S extends Signature>(
    signature: S,
    callback: (...got: GotAll<S["arguments"]>) => Given[S["return"]],
  ) => bigint;
  readonly unregisterCallback: (pointer: bigint) => void;
};

export type Ffi = {
  readonly dlopen: <const All extends Record<string, Signature>>(
    path: string,
    definitions: All,
  ) => { readonly lib: Library; readonly functions: NativeFunctions<All> };
  readonly toBuffer: (pointer: bigint, length: number) => Buffer;
  readonly getRawPointer: (source: Uint8Array) => bigint;
};

let loaded: Ffi | undefined;

/** node:ffi of the Node that runs this; asserted to be there: the packed agent carries Node 26. */
export function ffi(): Ffi {
  // Node's own types of version 24 do not know the name.
  const node: { readonly getBuiltinModule: (name: string) => unknown } = process;
  loaded ??= node.getBuiltinModule("node:ffi") as Ffi | undefined;
  assert(loaded !== undefined, "this Node has no node:ffi");
  return loaded;
}

/** Text as Windows wants it: UTF-16 with a zero at its end. */
export function wide(text: string): Buffer {
  return Buffer.from(`${text}\0`, "utf16le");
}

/** What a zero-ended UTF-16 text in a buffer says. */
export function fromWide(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf16le");
  const end = text.indexOf("\0");
  return end === -1 ? text : text.slice(0, end);
}
