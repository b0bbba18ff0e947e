import type { ViewStyle } from "react-native";

export const STICKY = { position: "sticky", top: 0, zIndex: 2 } as unknown as ViewStyle;
