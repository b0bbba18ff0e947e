import { secondsSinceStart } from "./say.ts";

/** Says where the app is and who may sign in. */
export function sayHowToGetIn(ways: { url: string; demo: boolean }): void {
  const who = ways.demo
    ? "Sign in there with one tap as the demo owner (Meera Shah) or the demo accountant (Ravi Kulkarni)."
    : "Started without the demo: agents that are paired can sync; nobody can sign in to the app yet.";
  console.log(`
  CFA is ready after ${secondsSinceStart()} s.

    ${ways.url}

  ${who}
  Ctrl-C ends everything; the next start goes on with the same data.
`);
}

/** Says once more, where the eye is, what did not go well. */
export function sayWhatWentWrong(problems: readonly string[]): void {
  if (problems.length === 0) return;
  console.log("\n  CFA goes on without what did not go well:\n");
  for (const problem of problems) console.log(`  - ${problem}`);
  console.log("");
}
