import type { MoneyBase } from "./money-forecast.ts";

/* The sums of what scenarios are laid over, as bytes: four a sum, the lowest first, one kind after the other. */

const KINDS = ["net", "customerOpen", "customerNew", "supplierOpen", "supplierNew"] as const;
const BYTES = 4;

/** A base without its sums. */
export type BaseHead = Omit<MoneyBase, (typeof KINDS)[number]>;

/** The sums as bytes. */
export function packSums(base: MoneyBase): Uint8Array {
  const { paths, weeks } = base;
  const view = new DataView(new ArrayBuffer(KINDS.length * paths * weeks * BYTES));
  KINDS.forEach((kind, at) => {
    for (let place = 0; place < paths * weeks; place++)
      view.setFloat32((at * paths * weeks + place) * BYTES, base[kind][place] ?? 0, true);
  });
  return new Uint8Array(view.buffer);
}

/** The base again. */
export function unpackBase(head: BaseHead, bytes: Uint8Array): MoneyBase {
  const size = head.paths * head.weeks;
  if (bytes.length !== KINDS.length * size * BYTES) throw new TypeError("sums of another base");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sumsOf = (kind: (typeof KINDS)[number]) => {
    const from = KINDS.indexOf(kind) * size;
    return Float32Array.from({ length: size }, (_, place) => view.getFloat32((from + place) * BYTES, true));
  };
  return {
    ...head,
    net: sumsOf("net"),
    customerOpen: sumsOf("customerOpen"),
    customerNew: sumsOf("customerNew"),
    supplierOpen: sumsOf("supplierOpen"),
    supplierNew: sumsOf("supplierNew"),
  };
}
