import regular from "@expo-google-fonts/noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf";
import strong from "@expo-google-fonts/noto-sans-devanagari/600SemiBold/NotoSansDevanagari_600SemiBold.ttf";
import { Asset } from "expo-asset";

/* The page's policy lets no style stand inline, so faces are added by script. A browser fetches one when a page first needs it. */
for (const [module, weight] of [
  [regular, "400"],
  [strong, "600"],
] as const)
  document.fonts.add(
    new FontFace("CFA Sans", `url("${Asset.fromModule(module).uri}")`, { weight, display: "swap" }),
  );

/** Words are written at once, with the reader's own face until the app's is there. */
export function useFaces(): boolean {
  return true;
}
