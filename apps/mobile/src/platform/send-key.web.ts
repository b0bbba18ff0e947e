import type { TextInputProps, TextStyle } from "react-native";

/** Enter sends; with Shift it begins a new line, and while letters are put together it is not ours. */
export function sendKey(onSend: () => void): TextInputProps {
  return {
    onKeyPress: (event) => {
      const key = event.nativeEvent as unknown as KeyboardEvent;
      if (key.key !== "Enter" || key.shiftKey || key.isComposing) return;
      event.preventDefault();
      onSend();
    },
  };
}

export const GROWING = { fieldSizing: "content" } as unknown as TextStyle;
