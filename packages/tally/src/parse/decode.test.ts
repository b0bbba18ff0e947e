import { describe, expect, it } from "vitest";

import { createDecoder } from "./decode.ts";

/** Decodes with the bytes cut into pieces of one size. */
function decode(bytes: Uint8Array, size = bytes.length): { text: string; encoding: string } {
  const decoder = createDecoder();
  let text = "";
  for (let at = 0; at < bytes.length; at += size) text += decoder.write(bytes.subarray(at, at + size));
  text += decoder.end();
  return { text, encoding: decoder.encoding };
}

const TEXT = "<A>शुभ ₹ 𝒳 &amp; 10</A>";
const BE = Buffer.from(TEXT, "utf16le").swap16();
const WAYS = {
  "utf-8": Buffer.from(TEXT),
  "utf-8 with mark": Buffer.from(`\ufeff${TEXT}`),
  "utf-16le": Buffer.from(TEXT, "utf16le"),
  "utf-16le with mark": Buffer.from(`\ufeff${TEXT}`, "utf16le"),
  "utf-16be": BE,
  "utf-16be with mark": Buffer.concat([Buffer.from([0xfe, 0xff]), BE]),
};

describe("bytes to text", () => {
  for (const [name, bytes] of Object.entries(WAYS)) {
    it(`${name}: the same text however the bytes are cut`, () => {
      for (const size of [1, 2, 3, 7, bytes.length]) {
        expect(decode(bytes, size)).toEqual({ text: TEXT, encoding: name.split(" ")[0] });
      }
    });
  }

  it("a byte that is no UTF-8 after plain ASCII makes the document Windows-1252", () => {
    const bytes = Buffer.concat([
      Buffer.from("<A>Caf"),
      Buffer.from([0xe9, 0x20, 0x80]),
      Buffer.from("</A>"),
    ]);
    for (const size of [1, 2, 3, 7, 99]) {
      expect(decode(bytes, size)).toEqual({ text: "<A>Café €</A>", encoding: "windows-1252" });
    }
  });

  it("a damaged byte after real UTF-8 does not turn the rest into nonsense", () => {
    const bytes = Buffer.concat([Buffer.from("₹"), Buffer.from([0xff]), Buffer.from(" शुभ")]);
    for (const size of [1, 2, 3, 99])
      expect(decode(bytes, size)).toEqual({ text: "₹\ufffd शुभ", encoding: "utf-8" });
  });

  it("very short documents are text as well", () => {
    expect(decode(Buffer.from("<A>")).text).toBe("<A>");
    expect(decode(Buffer.alloc(0)).text).toBe("");
    expect(decode(Buffer.from([0xe2, 0x82])).text).toBe("â‚");
  });
});
