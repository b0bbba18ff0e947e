import { readFileSync } from "node:fs";
import { join } from "node:path";

import { sourceFiles } from "./source-files.ts";

const MAX_FILE_LINES = 500;
const MAX_FUNCTION_LINES = 70;
const MAX_SCREEN_LINES = 150;
/** Dictionaries and lists of samples are data: they may be as long as they are. */
const DATA = /\/locale\/[a-z]{2}\.ts$|\/sample-company\/names\.ts$/;
/** Where a function or a component's body begins: a declaration at the start of a line, ended by a brace there. */
const FUNCTION_START = /^(\s*)(?:export\s+)?(?:default\s+)?(?:async\s+)?function\*?\s+(\w+)/;

/** Every file and function over its size, one line each; none is well. */
export function checkSizes(root: string): string[] {
  return sourceFiles(root).flatMap((path) => {
    if (DATA.test(path)) return [];
    const lines = readFileSync(join(root, path), "utf8").split("\n");
    const problems: string[] = [];
    if (lines.length > MAX_FILE_LINES)
      problems.push(`${path}: ${lines.length} lines, over ${MAX_FILE_LINES}`);
    if (/\.test\.tsx?$/.test(path)) return problems;
    const screen = path.startsWith("apps/mobile/src/screens/") && path.endsWith(".tsx");
    const limit = screen ? MAX_SCREEN_LINES : MAX_FUNCTION_LINES;
    return [...problems, ...longFunctions(path, lines, limit)];
  });
}

/** Relies on the formatter: a function ends at the first closing brace with the indent of its declaration. */
function longFunctions(path: string, lines: readonly string[], limit: number): string[] {
  const problems: string[] = [];
  for (const [start, line] of lines.entries()) {
    const match = FUNCTION_START.exec(line);
    if (!match) continue;
    const end = lines.findIndex((other, index) => index > start && other === `${match[1]}}`);
    const length = end - start + 1;
    if (end > 0 && length > limit) {
      problems.push(`${path}:${start + 1}: ${match[2]} has ${length} lines, over ${limit}`);
    }
  }
  return problems;
}
