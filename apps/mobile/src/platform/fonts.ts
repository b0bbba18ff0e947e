import { useFonts } from "expo-font";

import regular from "@expo-google-fonts/noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf";
import strong from "@expo-google-fonts/noto-sans-devanagari/600SemiBold/NotoSansDevanagari_600SemiBold.ttf";

import { FACES } from "../theme/font";

/** Whether words can be written: with the app's own face, or with the phone's where that cannot be loaded. */
export function useFaces(): boolean {
  const [isLoaded, error] = useFonts({ [FACES.regular]: regular, [FACES.strong]: strong });
  return isLoaded || error !== null;
}
