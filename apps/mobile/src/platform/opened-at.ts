import { getLinkingURL } from "expo-linking";

import { pageInUrl } from "../session/after-sign-in";

/** The page whose link opened the app; nothing where it was opened by itself. */
export function openedAt(): string {
  return pageInUrl(getLinkingURL() ?? "");
}
