/** After these a point ends no sentence. */
const SHORTENED = new Set("pvt ltd co no rs m/s mr mrs dr st etc vs dept inc sr jr".split(" "));

/** A question of several sentences as what stands before its last one, and that; null where it is one sentence. */
export function lastSentence(question: string): { before: string; last: string } | null {
  const ends = [...question.matchAll(/[.!?।]+\s+(?=[\p{L}\p{N}"'])/gu)];
  const end = ends.findLast(({ index }) => {
    const word = /(\S+)$/.exec(question.slice(0, index))?.[1]?.toLowerCase() ?? "";
    return !SHORTENED.has(word) && word.length > 1;
  });
  if (end === undefined) return null;
  const at = end.index + end[0].length;
  const last = question.slice(at);
  return last.split(/\s+/).length < LEAST_WORDS ? null : { before: question.slice(0, at), last };
}

/** A shorter one only says more of what was asked before it: "Party wise." */
const LEAST_WORDS = 4;
