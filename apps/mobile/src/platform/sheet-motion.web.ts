/** At once: while react-native-web moves a sheet, Escape would not close it. */
export const SHEET_MOTION: "none" | "slide" = "none";
