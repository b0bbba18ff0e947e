/** What a person knows a device by: its browser and system. */
export type Device = { readonly browser: string | null; readonly system: string | null };

/* Order counts: Edge and Opera also say Chrome, Chrome also says Safari, Android also says Linux. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b|^okhttp\//, "Android"],
  [/\biPad\b/, "iPad"],
  [/\biPhone\b|\bCFNetwork\//, "iPhone"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "Mac"],
  [/\bLinux\b/, "Linux"],
];

/** Reads a User-Agent roughly: enough for a person to know their own devices by, never for a decision. */
export function deviceOf(userAgent: string | null): Device {
  const nameIn = (known: typeof BROWSERS): string | null =>
    known.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1] ?? null;
  return { browser: nameIn(BROWSERS), system: nameIn(SYSTEMS) };
}
