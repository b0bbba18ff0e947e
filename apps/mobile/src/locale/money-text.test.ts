import { describe, expect, it } from "vitest";

import { en } from "./en";
import { hi } from "./hi";
import { moneyText, percentText } from "./money-text";

describe("a sum for people", () => {
  it("is short in lakh and crore, in the words of the language", () => {
    expect(moneyText(1_23_45_678_00n, { form: "short", words: en })).toBe("₹1.23\u00a0Cr");
    expect(moneyText(12_34_567_00n, { form: "short", words: en })).toBe("₹12.35\u00a0L");
    expect(moneyText(12_34_567_00n, { form: "short", words: hi })).toBe("₹12.35\u00a0लाख");
    expect(moneyText(1_23_45_678_00n, { form: "short", words: hi })).toBe("₹1.23\u00a0करोड़");
  });

  it("is full to the paisa", () => {
    expect(moneyText(12_34_567_05n, { form: "full", words: en })).toBe("₹12,34,567.05");
  });

  it("says debit and credit instead of a sign", () => {
    expect(moneyText(50_000n, { form: "full", words: en, signed: true })).toBe("₹500.00 Dr");
    expect(moneyText(-50_000n, { form: "full", words: en, signed: true })).toBe("₹500.00 Cr");
    expect(moneyText(-50_000n, { form: "full", words: hi, signed: true })).toBe("₹500.00 जमा");
    expect(moneyText(0n, { form: "full", words: en, signed: true })).toBe("₹0.00");
  });
});

describe("a share", () => {
  it("is in whole percent", () => expect(percentText(1n, 3n)).toBe("33 %"));

  it("never says nothing or all of what is only nearly so", () => {
    expect(percentText(1n, 1_000_000n)).toBe("< 1 %");
    expect(percentText(999_999n, 1_000_000n)).toBe("> 99 %");
  });

  it("of nothing is nothing", () => {
    expect(percentText(0n, 0n)).toBe("0 %");
    expect(percentText(-5n, 10n)).toBe("0 %");
  });
});
