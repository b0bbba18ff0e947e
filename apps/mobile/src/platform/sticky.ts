import type { ViewStyle } from "react-native";

/** What stays in sight at the top while the page scrolls: on the web alone. */
export const STICKY: ViewStyle = {};
