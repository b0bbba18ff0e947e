import type { TextStyle } from "react-native";

/** The names under which a phone knows the two weights of the face that comes with the app. */
export const FACES = { regular: "CFA Sans", strong: "CFA Sans SemiBold" } as const;

/** The face of a style. A phone has a face for each weight, so that a weight beside it would be laid on twice. */
export function fontOf({ fontWeight }: TextStyle): TextStyle {
  const isStrong = fontWeight === "600";
  return { fontFamily: isStrong ? FACES.strong : FACES.regular, fontWeight: undefined };
}
