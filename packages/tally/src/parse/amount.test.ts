import { describe, expect, it } from "vitest";

import { readAmount } from "./amount.ts";

function paise(text: string): string {
  const read = readAmount(text);
  return read.ok ? read.value.paise : "unreadable";
}

describe("an amount of Tally", () => {
  it("is read as paise with Tally's sign", () => {
    expect(paise("-1234.50")).toBe("-123450");
    expect(paise("1234.5")).toBe("123450");
    expect(paise(" 57956.00")).toBe("5795600");
    expect(paise("007.10")).toBe("710");
  });

  it("is zero when empty, and zero has no sign", () => {
    expect(paise("")).toBe("0");
    expect(paise("   ")).toBe("0");
    expect(paise("-0.00")).toBe("0");
  });

  it("may be grouped, carry a rupee sign, or name its side in words", () => {
    expect(paise("20,00,000.00")).toBe("200000000");
    expect(paise("₹ 57956.00")).toBe("5795600");
    expect(paise("(-)₹ 10.00")).toBe("-1000");
    expect(paise("Rs. 10")).toBe("1000");
    expect(paise("500.00 Dr")).toBe("-50000");
    expect(paise("500.00 Cr")).toBe("50000");
  });

  it("rounds a third decimal half away from zero", () => {
    expect(paise("-12782.939999999999")).toBe("-1278294");
    expect(paise("0.005")).toBe("1");
    expect(paise("-0.005")).toBe("-1");
  });

  it("in a foreign currency counts at its base value, and keeps its text", () => {
    expect(readAmount("$10.00 @ 75/$ = Rs 750.00")).toEqual({
      ok: true,
      value: { paise: "75000", foreign: "$10.00 @ 75/$ = Rs 750.00" },
    });
    expect(paise("-$10.00 @ ₹ 75/$ = -₹ 750.00")).toBe("-75000");
    expect(paise("-$10.00 @ 75/$ = Rs 750.00")).toBe("-75000");
  });

  it("in a foreign currency without a base value is quantity times rate, exactly", () => {
    expect(paise("-$ 25517.82 @ 82.6")).toBe("-210777193"); // 2107771.932
    expect(paise("100.00 $ @ 1,082.555")).toBe("10825550");
    expect(paise("0.01$ @ 0.5")).toBe("1"); // half a paisa goes up
  });

  it.each(["abc", "12.3.4", "$ 10.00", "--5", "1e5", "= ", "@ 5", "$5 @", "5 @ 6 @ 7", "9".repeat(17)])(
    "is not guessed from %j",
    (text) => {
      expect(paise(text)).toBe("unreadable");
    },
  );
});
