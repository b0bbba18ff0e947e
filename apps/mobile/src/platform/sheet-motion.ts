/** How a sheet comes in on a phone. */
export const SHEET_MOTION: "none" | "slide" = "slide";
