import type { TextInputProps, TextStyle } from "react-native";

/** The keyboard's own key sends what was written. */
export function sendKey(onSend: () => void): TextInputProps {
  return { submitBehavior: "submit", returnKeyType: "send", onSubmitEditing: onSend };
}

/** A line that grows with what is written; on phones it does so by itself. */
export const GROWING: TextStyle = {};
