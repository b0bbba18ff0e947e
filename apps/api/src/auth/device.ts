/** What a person knows a device by: its browser and system. */
export type Device = { readonly browser: string | null; readonly system: string | null };

/*
 * Order counts: most browsers also say Chrome and all say Safari, iPhone and iPad also say Mac OS X, Android also says Linux. Safari
 * itself is Apple's alone: elsewhere the word says nothing.
 */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:A|iOS)?\//, "Edge"],
  [/\b(?:OPR|OPT|OPiOS|Opera Mini)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bUCBrowser\//, "UC Browser"],
  [/\bMiuiBrowser\//, "Mi Browser"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\b(?:DuckDuckGo|Ddg)\//, "DuckDuckGo"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:HeadlessChrome|Chrome|Chromium|CriOS)\//, "Chrome"],
  [/\b(?:Macintosh|iPhone|iPad)\b.*\bSafari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b|^okhttp\//, "Android"],
  [/\biPad\b/, "iPad"],
  [/\biPhone\b|\bCFNetwork\//, "iPhone"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "Mac"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

/** Reads a User-Agent roughly: enough for a person to know their own devices by, never for a decision. */
export function deviceOf(userAgent: string | null): Device {
  const nameIn = (known: typeof BROWSERS): string | null =>
    known.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1] ?? null;
  return { browser: nameIn(BROWSERS), system: nameIn(SYSTEMS) };
}
