import { inflateSync } from "node:zlib";

import { expect, test } from "vitest";

import { drawIcon } from "./icon.ts";
import { Data } from "./pe-libraries.ts";

test("the icon has the sizes that Windows asks for, and reads as an icon", () => {
  const icon = drawIcon();
  const { icons } = Data.IconFile.from(icon);
  expect(icons.map(({ width }) => width)).toEqual([16, 24, 32, 48, 256].map((size) => size % 256));
  expect(drawIcon().equals(icon)).toBe(true);
});

test("corners are clear, the ground is the brand's, the dot is gold", () => {
  const icon = drawIcon();
  const offset = icon.readUInt32LE(6 + 16 * 4 + 12);
  const data = icon.indexOf("IDAT", offset) + 4;
  const pixels = inflateSync(icon.subarray(data, icon.indexOf("IEND", data) - 8));
  const at = (x: number, y: number) => [...pixels.subarray(y * 1025 + 1 + x * 4, y * 1025 + 5 + x * 4)];
  expect(at(0, 0)[3]).toBe(0);
  expect(at(128, 5)).toEqual([0x0f, 0x4c, 0x3a, 255]);
  expect(at(105, 150)).toEqual([255, 255, 255, 255]);
  expect(at(214, 195)).toEqual([0xe2, 0xbb, 0x6c, 255]);
});
