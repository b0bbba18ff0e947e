import { expect, test } from "vitest";

import { mutexName } from "./claim-mutex.ts";
import { fromWide, wide } from "./ffi.ts";
import { stateIcon } from "./state-icon.ts";
import { shortTip } from "./tray.ts";

test("a folder has one name however its path is written, in every session; another folder has another", () => {
  const name = mutexName(String.raw`C:\Users\आशा\AppData\Local\CFA Agent`);
  expect(name).toMatch(/^Global\\CFA-Agent-[0-9a-f]{32}$/);
  expect(mutexName("c:/users/आशा/appdata/local/cfa agent/")).toBe(name);
  expect(mutexName(String.raw`C:\Users\Ravi\AppData\Local\CFA Agent`)).not.toBe(name);
});

test("text goes to Windows and comes back, Hindi with it", () => {
  expect(wide("आशा ₹").length).toBe(12);
  expect(fromWide(wide("आशा ₹"))).toBe("आशा ₹");
  expect(fromWide(Buffer.from("no end", "utf16le"))).toBe("no end");
});

test("a tip is cut to what Windows shows, never inside a character", () => {
  expect(shortTip("a".repeat(127))).toBe("a".repeat(127));
  expect(shortTip("a".repeat(128))).toBe(`${"a".repeat(126)}…`);
  expect(shortTip(`${"a".repeat(125)}😀😀`)).toBe(`${"a".repeat(125)}…`);
});

test.each([16, 20, 32])(
  "the icons of %i pixels are bitmaps as Windows reads them, each another picture",
  (pixels) => {
    const icons = (["well", "working", "paused", "trouble"] as const).map((state) =>
      stateIcon(state, pixels),
    );
    for (const icon of icons) {
      expect(icon.length).toBe(40 + pixels * pixels * 4 + pixels * 4);
      expect([icon.readInt32LE(4), icon.readInt32LE(8)]).toEqual([pixels, pixels * 2]);
      const alpha = (row: number, column: number): number => icon[40 + (row * pixels + column) * 4 + 3] ?? -1;
      expect(alpha(0, 0)).toBe(0);
      expect(alpha(pixels / 2, pixels / 2)).toBe(255);
    }
    expect(new Set(icons.map((icon) => icon.toString("base64"))).size).toBe(4);
  },
);
