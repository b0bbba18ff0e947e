import { secondsSinceStart } from "./say.ts";

/** Says where the app is and who may sign in. */
export function sayHowToGetIn(ways: { url: string; demo: boolean; mail: boolean; google: boolean }): void {
  const own = ways.mail ? "with a code that comes by mail" : "with any mail address: the code is shown here";
  const others = ways.google ? `with Google, or ${own}` : own;
  const who = ways.demo
    ? `Sign in there with one tap as the demo owner (Meera Shah) or the demo accountant (Ravi Kulkarni); or ${others}.`
    : `Sign in there ${others}.`;
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

/** Shows a sign-in code to the one whose terminal this is. It goes nowhere else: not into the log. */
export function printCode({ email, code }: { email: string; code: string }): void {
  console.log(`\n  Code for ${email} to sign in with: ${code}\n`);
}
