import { describe, expect, it } from "vitest";

import { createCleaner, RESERVED_MARK } from "./clean.ts";

function clean(text: string, size = text.length): string {
  const cleaner = createCleaner();
  let cleaned = "";
  for (let at = 0; at < text.length; at += size) cleaned += cleaner.write(text.slice(at, at + size));
  return cleaned + cleaner.end();
}

describe("cleaning Tally's text", () => {
  it("marks a reserved value, however 0x04 was written", () => {
    for (const written of ["&#4; Primary", "&#x4; Primary", "&#x04; Primary", "\x04 Primary"]) {
      expect(clean(written)).toBe(`${RESERVED_MARK} Primary`);
    }
  });

  it("drops other control characters and references to them, and keeps line ends", () => {
    expect(clean("a\x05b\x00c&#5;d&#x1F;e&#0;")).toBe("abcde");
    expect(clean("a&#13;&#10;b\tc\r\n")).toBe("a&#13;&#10;b\tc\r\n");
  });

  it("drops references to what is no character at all", () => {
    expect(clean("a&#55296;b&#x110000;c&#99999999999;d&#xFFFE;e\ufffff")).toBe("abcdef");
  });

  it("escapes a stray & and leaves XML's own names", () => {
    expect(clean("Duties & Taxes &amp; A&B &lt; &nbsp; &#; &")).toBe(
      "Duties &amp; Taxes &amp; A&amp;B &lt; &amp;nbsp; &amp;#; &amp;",
    );
  });

  it("does not let the input forge the mark", () => {
    expect(clean(`${RESERVED_MARK}Primary &#57348;x`)).toBe("Primary x");
  });

  it("gives the same however the text is cut", () => {
    const text = "<A>&#4; Primary & Co &amp; &#13;&#10; & &quot;\x05&#x4;</A>&";
    for (const size of [1, 2, 3, 7]) expect(clean(text, size)).toBe(clean(text));
  });
});
