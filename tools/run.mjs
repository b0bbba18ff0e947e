// node tools/run.mjs FILE.ts [ARGUMENT…]: installs what is missing, then runs the file under the pinned Node.
import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { ensureInstalled, pinnedNode, root } from "./install.mjs";

/** Runs a TypeScript file of the repository in the caller's folder, hands signals on and ends with its exit code. */
export function runTypeScript(file, argv, nodeFlags = []) {
  const flags = ["--disable-warning=ExperimentalWarning", ...nodeFlags];
  const child = spawn(pinnedNode(), [...flags, join(root, file), ...argv], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    stdio: "inherit",
  });
  // A terminal's Ctrl-C reaches the child by itself; this process only waits for it to end.
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
}

if (resolve(process.argv[1] ?? "") === join(root, "tools", "run.mjs")) {
  const [file, ...argv] = process.argv.slice(2);
  ensureInstalled();
  runTypeScript(file, argv);
}
