import { useColorScheme, useWindowDimensions } from "react-native";

import { DARK, LIGHT, type Colours } from "./colours";
import { BREAKPOINT } from "./tokens";

/** The colours of the scheme the system asks for. */
export function useColours(): Colours {
  return useColorScheme() === "dark" ? DARK : LIGHT;
}

export type Layout = "phone" | "tablet" | "desktop";

/** Which of the three layouts the window has room for. */
export function useLayout(): Layout {
  const { width } = useWindowDimensions();
  if (width >= BREAKPOINT.desktop) return "desktop";
  return width >= BREAKPOINT.tablet ? "tablet" : "phone";
}
