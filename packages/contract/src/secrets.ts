import { z } from "zod";

/* Secrets of a company's accounts elsewhere: they go in and never come out. */

/** Characters that are seen, none of them a blank. */
export const SecretText = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .regex(/^[!-~]+$/, "It holds a blank or a character that no such secret has. Copy it again.");

/** What is told of a secret that is there. */
export const SecretTold = z.object({
  lastFour: z.string().describe("empty where it is too short to tell any of it"),
  setAt: z.iso.datetime(),
  setBy: z.string(),
});
export type SecretTold = z.infer<typeof SecretTold>;
