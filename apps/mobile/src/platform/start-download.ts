import { openURL } from "expo-linking";

/** Has the phone's browser download a file that anybody may have. */
export function startDownload(url: string): void {
  void openURL(url);
}
