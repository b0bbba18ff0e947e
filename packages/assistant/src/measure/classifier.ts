/** Weights of a linear classifier by feature and class; the classes in their order. */
export type Weights = {
  readonly classes: readonly string[];
  readonly weights: ReadonlyMap<string, readonly number[]>;
};

export type Example = { readonly features: readonly string[]; readonly of: string };

const ROUNDS = 120;
const STEP = 0.5;
const DECAY = 1e-4;

/**
 * Multinomial logistic regression by plain gradient descent over the examples in their order, so that the same examples give the same weights. Sparse features of value 1,
 * divided by the root of how many an example has; L2 decay. Hastie, Tibshirani, Friedman: The Elements of Statistical Learning, 4.4.
 */
export function train(examples: readonly Example[]): Weights {
  const classes = [...new Set(examples.map((example) => example.of))];
  const weights = new Map<string, number[]>();
  for (const { features } of examples)
    for (const feature of features)
      if (!weights.has(feature))
        weights.set(
          feature,
          classes.map(() => 0),
        );
  for (let round = 0; round < ROUNDS; round++) {
    const step = STEP / (1 + round / 20);
    for (const { features, of } of examples) {
      const scale = 1 / Math.sqrt(features.length);
      const chances = softmax(scoresOf({ classes, weights }, features));
      for (const feature of features) {
        const row = weights.get(feature);
        if (row === undefined) continue;
        for (const [at, name] of classes.entries()) {
          const error = (chances[at] ?? 0) - (name === of ? 1 : 0);
          row[at] = (row[at] ?? 0) * (1 - DECAY) - step * error * scale;
        }
      }
    }
  }
  return { classes, weights };
}

/** The classes by their chance, the likeliest first. `known`: the share of the features that the examples had. */
export function classify(
  model: Weights,
  features: readonly string[],
): { ranked: { of: string; chance: number }[]; known: number } {
  const chances = softmax(scoresOf(model, features));
  const ranked = model.classes
    .map((of, at) => ({ of, chance: chances[at] ?? 0 }))
    .toSorted((a, b) => b.chance - a.chance);
  const known =
    features.filter((feature) => model.weights.has(feature)).length / Math.max(1, features.length);
  return { ranked, known };
}

function scoresOf({ classes, weights }: Weights, features: readonly string[]): number[] {
  const scores = classes.map(() => 0);
  const scale = 1 / Math.sqrt(Math.max(1, features.length));
  for (const feature of features) {
    const row = weights.get(feature);
    if (row === undefined) continue;
    for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) + (row[at] ?? 0) * scale;
  }
  return scores;
}

function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
