import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "apps/agent/src/main.ts");

/** What an agent's process said, and how it ended. */
export type Ended = { code: number | null; out: string; err: string };

/** The agent as it is run on a PC: processes of its own, one folder. */
export type AgentPc = {
  /** Starts a command; `shows` waits for a text that it prints. */
  run(...argv: string[]): { ended: Promise<Ended>; shows(form: RegExp): Promise<string> };
  close(): void;
};

/** A PC on which the agent is put; nothing is paired yet. */
export function openAgentPc(): AgentPc {
  const folder = mkdtempSync(join(tmpdir(), "cfa-agent-pc-"));
  const children: ChildProcess[] = [];
  return {
    run(...argv) {
      const child = spawn(process.execPath, [MAIN, ...argv, "--data", folder], {
        env: { ...process.env, CFA_AGENT_KEY: undefined },
      });
      children.push(child);
      let [out, err] = ["", ""];
      child.stdout.on("data", (piece: Buffer) => (out += piece.toString()));
      child.stderr.on("data", (piece: Buffer) => (err += piece.toString()));
      const ended = new Promise<Ended>((resolve) =>
        child.once("close", (code) => resolve({ code, out, err })),
      );
      const shows = (form: RegExp) =>
        new Promise<string>((resolve, reject) => {
          const look = (): void => {
            const found = form.exec(out);
            if (found !== null) resolve(found[0]);
          };
          child.stdout.on("data", look);
          child.once("close", () => reject(new Error(`the agent ended without ${form}: ${out}${err}`)));
          look();
        });
      return { ended, shows };
    },
    close() {
      for (const child of children) child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); // one that was killed may be writing still
    },
  };
}
