import { normalOf, uniforms } from "@cfa/values/chance";

/** A seeded source of chance: the same seed and the same calls give the same values on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number, both ends inside. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Mean 0, standard deviation 1, never beyond 6: a sum of uniforms, so no platform's logarithm is in it. */
  normal(): number;
  /** How often something happens that happens `mean` times on average. */
  count(mean: number): number;
  /** An independent source for one purpose, so that adding a draw in one place moves nothing elsewhere. */
  fork(label: string): Random;
};

const THIRD = 0x9e3779b9;

/** From the moment its seed is set, every source that was made with it draws from that seed. */
export type Turn = { seed: number | null };

/** Chance from a seed and a label; with a turn, from another seed once that has come. */
export function randomFrom(seed: number, label = "", turn?: Turn): Random {
  const first = uniforms(seed, hash(label), THIRD);
  const next = turn === undefined ? first : turningAt(turn, { first, label });
  return randomOf(next, (child) => randomFrom(seed, `${label}/${child}`, turn));
}

function turningAt(turn: Turn, { first, label }: { first: () => number; label: string }): () => number {
  let other: (() => number) | null = null;
  return () => {
    if (turn.seed === null) return first();
    other ??= uniforms(turn.seed, hash(label), THIRD);
    return other();
  };
}

/** The same for one of very many things that have a number instead of a label. */
export function randomAt(seed: number, number: number): Random {
  return randomOf(uniforms(seed, number, THIRD), (child) => randomFrom(seed, `${number}/${child}`));
}

/** One number out of three, each of whose bits moves half of its own (Austin Appleby's finalizer of MurmurHash3). */
export function mixed(a: number, b: number, c: number): number {
  let value = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77) ^ Math.imul(c, 0xc2b2ae3d);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}

function randomOf(next: () => number, fork: Random["fork"]): Random {
  const random: Random = {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError("nothing to pick from");
      return item;
    },
    normal: () => normalOf(next),
    count: (mean) => {
      const whole = Math.floor(mean);
      const spread = whole >= 1 ? Math.round(random.normal() * Math.sqrt(whole) * 0.5) : 0;
      return Math.max(0, whole + spread + (next() < mean - whole ? 1 : 0));
    },
    fork,
  };
  return random;
}

/** FNV-1a of a label. */
function hash(label: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < label.length; i++) value = Math.imul(value ^ label.charCodeAt(i), 0x01000193);
  return value;
}
