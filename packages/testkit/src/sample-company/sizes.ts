import type { Paise } from "@cfa/values/money";

export type Size = "S" | "E" | "M";

/** What one size is made of. Counts are a month's, before season. */
export type SizeProfile = {
  readonly months: number;
  readonly customers: number;
  readonly suppliers: number;
  /** Goods sold in a month, without tax. */
  readonly turnover: Paise;
  readonly sales: number;
  readonly purchases: number;
  readonly counterSales: number;
  readonly oneOffs: number;
  /** How often the rare kinds of voucher come beyond the once that every size has them. */
  readonly oddities: number;
  /** Deposits small dues by the quarter and has fewer standing expenses. */
  readonly smallOffice: boolean;
};

const LAKH = 1_00_000n * 100n;

export const SIZES: { readonly [K in Size]: SizeProfile } = {
  S: {
    months: 12,
    customers: 16,
    suppliers: 7,
    turnover: 11n * LAKH,
    sales: 3.8,
    purchases: 1.3,
    counterSales: 0.2,
    oneOffs: 0.7,
    oddities: 0,
    smallOffice: true,
  },
  E: {
    months: 24,
    customers: 75,
    suppliers: 30,
    turnover: 40n * LAKH,
    sales: 32,
    purchases: 8,
    counterSales: 1.5,
    oneOffs: 4,
    oddities: 1,
    smallOffice: false,
  },
  M: {
    months: 36,
    customers: 300,
    suppliers: 100,
    turnover: 280n * LAKH,
    sales: 400,
    purchases: 66,
    counterSales: 15,
    oneOffs: 30,
    oddities: 14,
    smallOffice: false,
  },
};
