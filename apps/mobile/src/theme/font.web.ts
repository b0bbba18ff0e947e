import type { TextStyle } from "react-native";

/** Latin and Devanagari in one face that comes with the app; until it is there, the reader's own. */
const FAMILY = '"CFA Sans", ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** The face of a style; a browser finds its weight by itself. */
export function fontOf({ fontWeight }: TextStyle): TextStyle {
  return { fontFamily: FAMILY, fontWeight };
}
