import { expect, test } from "vitest";

import { lettersApart, lettersOf, mayBeNear } from "./name-form.ts";

test("words that are near by their letters are never taken for words that cannot be", () => {
  let seed = 11;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7f_ff_ff_ff;
    return seed % below;
  };
  const letter = (): string => String.fromCharCode(97 + random(6));
  const word = (): string => Array.from({ length: 3 + random(5) }, letter).join("");
  let near = 0;
  for (let time = 0; time < 20_000; time++) {
    const [one, other] = [word(), word()];
    for (const most of [1, 2]) {
      if (lettersApart(one, other, most) > most) continue;
      near++;
      expect({ one, other, may: mayBeNear(lettersOf(one), lettersOf(other), most) }).toEqual({
        one,
        other,
        may: true,
      });
    }
  }
  expect(near).toBeGreaterThan(100);
  expect(mayBeNear(lettersOf("laxmi"), lettersOf("gupta"), 1)).toBe(false);
});
