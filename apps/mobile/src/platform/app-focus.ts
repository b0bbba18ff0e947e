import { focusManager } from "@tanstack/react-query";
import { AppState } from "react-native";

/** Lets reads know whether the app is in front. */
export function watchFocus(): void {
  focusManager.setEventListener((setFocused) => {
    const listener = AppState.addEventListener("change", (state) => setFocused(state !== "background"));
    return () => listener.remove();
  });
}
