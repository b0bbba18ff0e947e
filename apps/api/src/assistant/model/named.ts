export const NAMED_KINDS = ["party", "ledger", "bill", "voucher"] as const;
export type NamedKind = (typeof NAMED_KINDS)[number];

/** Something of the books that a question may name. */
export type Named = { readonly kind: NamedKind; readonly id: string; readonly name: string };
