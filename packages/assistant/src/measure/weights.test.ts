import { expect, test } from "vitest";

import { learn } from "./learn.ts";
import { packWeights } from "./packed-weights.ts";
import { WEIGHTS } from "./weights.ts";

test("the weights are what the phrases give now (`npm run assistant:weights` writes them)", () => {
  expect(packWeights(learn())).toEqual(WEIGHTS);
}, 30_000);
