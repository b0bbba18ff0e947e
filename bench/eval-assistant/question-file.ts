import { readFileSync } from "node:fs";

import { z } from "zod";

/* Files of question templates: one JSON object a line, the first may be a line about the file itself. */

/** What one turn should come to, in the words of the file. */
export const Expected = z.looseObject({
  measure: z.string().optional(),
  where: z.string().optional(),
  period: z.string().optional(),
  as_of: z.string().optional(),
  group_by: z.string().optional(),
  order: z.string().optional(),
  limit: z.union([z.number(), z.string()]).optional(),
  calc: z.string().optional(),
  choices: z.string().optional(),
  or: z.string().optional(),
});
export type Expected = z.infer<typeof Expected>;

export const OUTCOMES = ["answer", "clarify", "decline", "refuse", "empty"] as const;
export type Outcome = (typeof OUTCOMES)[number];

const Question = z.looseObject({
  id: z.string(),
  lang: z.string().default("en"),
  kind: z.string().default(""),
  turns: z.array(z.string()).min(1),
  slots: z.array(z.string()).default([]),
  outcome: z.enum(OUTCOMES),
  expected: Expected,
  chart: z.string().optional(),
  must_not: z.array(z.string()).default([]),
  fixture: z.object({ party_name: z.string().optional(), narration: z.string().optional() }).default({}),
});
export type Question = z.infer<typeof Question>;

/** The questions of a file. What is no question throws, with its line. */
export function readQuestions(path: string): Question[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.flatMap((line, at) => {
    if (line.trim() === "") return [];
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null && "type" in value && value.type === "meta") return [];
    const read = Question.safeParse(value);
    if (!read.success) throw new Error(`${path}, line ${at + 1}: ${z.prettifyError(read.error)}`);
    return [read.data];
  });
}

/** What each turn should come to: the last one as the whole says, earlier ones where they are told apart. */
export function turnsExpected({ turns, expected }: Question): (Expected | null)[] {
  return turns.map((_, at) => {
    const own: unknown = expected[`turn${at + 1}`];
    if (typeof own === "object" && own !== null) return Expected.parse(own);
    const isToldApart = Object.keys(expected).some((key) => /^turn\d$/.test(key));
    return at === turns.length - 1 && !isToldApart ? expected : null;
  });
}
