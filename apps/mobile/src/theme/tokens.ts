import type { TextStyle } from "react-native";

/** Distances in density-independent pixels, on a grid of four. */
export const SPACE = { xs: 4, s: 8, m: 12, l: 16, xl: 24, xxl: 32, xxxl: 48 } as const;

export const RADIUS = { s: 6, m: 10, l: 16, pill: 999 } as const;

/** The least size of anything that is pressed. */
export const TARGET = 44;

/** Widths at which the layout changes: a rail instead of the bottom bar, then a side bar and columns. */
export const BREAKPOINT = { tablet: 768, desktop: 1024 } as const;

export type TypeRole =
  | "hero"
  | "heroFull"
  | "figure"
  | "title"
  | "heading"
  | "body"
  | "strong"
  | "small"
  | "smallStrong"
  | "label";

/** The type scale. Devanagari needs taller lines than Latin, so line heights leave room for both. */
export const TYPE: Record<TypeRole, TextStyle> = {
  hero: { fontSize: 38, lineHeight: 54, fontWeight: "600", letterSpacing: -1.1 },
  heroFull: { fontSize: 32, lineHeight: 46, fontWeight: "600", letterSpacing: -1.1 }, // a sum to the paisa
  figure: { fontSize: 20, lineHeight: 28, fontWeight: "600", letterSpacing: -0.3 },
  title: { fontSize: 22, lineHeight: 32, fontWeight: "600", letterSpacing: -0.4 },
  heading: { fontSize: 16, lineHeight: 24, fontWeight: "600", letterSpacing: -0.1 },
  body: { fontSize: 15, lineHeight: 23, fontWeight: "400" },
  strong: { fontSize: 15, lineHeight: 23, fontWeight: "600" },
  small: { fontSize: 13, lineHeight: 19, fontWeight: "400" },
  smallStrong: { fontSize: 13, lineHeight: 19, fontWeight: "600" },
  label: { fontSize: 12, lineHeight: 18, fontWeight: "600", letterSpacing: 0.2 },
};
