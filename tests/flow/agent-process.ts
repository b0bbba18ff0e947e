import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../apps/agent/src/main.ts", import.meta.url));

/** What an agent's process said, and how it ended. */
export type Ended = { code: number | null; out: string; err: string };

export type Running = {
  readonly ended: Promise<Ended>;
  /** Everything that it has printed so far, as it came. */
  readonly said: () => string;
  /** Waits for a text that it prints. */
  readonly shows: (form: RegExp) => Promise<string>;
};

/** The agent as it is run on a PC: processes of its own, one folder. */
export type AgentPc = {
  readonly folder: string;
  /** Starts a command. */
  run(...argv: string[]): Running;
  /** Ends what still runs, and takes the folder away. */
  close(): Promise<void>;
};

/** A PC on which the agent is put; nothing is paired yet. */
export function openAgentPc(): AgentPc {
  const folder = mkdtempSync(join(tmpdir(), "cfa-agent-pc-"));
  const ends: (() => Promise<unknown>)[] = [];
  return {
    folder,
    run(...argv) {
      const child = spawn(process.execPath, [MAIN, ...argv, "--data", folder], {
        env: { ...process.env, CFA_AGENT_KEY: undefined },
      });
      let [out, err, said] = ["", "", ""];
      child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: string) => (said += text));
      const ended = new Promise<Ended>((resolve) =>
        child.once("close", (code) => resolve({ code, out, err })),
      );
      ends.push(() => {
        child.kill("SIGKILL");
        return ended;
      });
      const shows = (form: RegExp) =>
        new Promise<string>((resolve, reject) => {
          const look = (): void => {
            const found = form.exec(out);
            if (found !== null) resolve(found[0]);
          };
          child.stdout.on("data", look);
          child.once("close", () => reject(new Error(`the agent ended without ${form}: ${said}`)));
          look();
        });
      return { ended, said: () => said, shows };
    },
    async close() {
      await Promise.all(ends.map((end) => end()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
