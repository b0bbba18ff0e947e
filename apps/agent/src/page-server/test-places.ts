import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/* An agent in a process of its own, and everywhere it leaves something that others can read. */

export type Run = { readonly process: ChildProcess; readonly address: string; readonly said: () => string };

/** Starts a program of this folder with the agent's folder; it is told `message` and answers with the window's address. */
export async function startProcess(program: string, folder: string, message: object): Promise<Run> {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child = fork(path, [folder], { silent: true, env: { TZ: "UTC" }, execArgv: [] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (part: string) => (said += part));
  }
  const started = once(child, "message") as Promise<[{ address: string }]>;
  child.send(message);
  const [{ address }] = await Promise.race([
    started,
    once(child, "exit").then(() => {
      throw new Error(`it ended: ${said}`);
    }),
  ]);
  return { process: child, address, said: () => said };
}

export type Places = Readonly<Record<string, string>>;

/** Which secrets are in which places, plainly or in the dress of base64 or hexadecimal digits. */
export function found(secrets: Readonly<Record<string, string>>, places: Places): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const dresses = dressesOf(secret);
    return Object.entries(places)
      .filter(([, text]) => dresses.some((dress) => text.includes(dress)))
      .map(([place]) => `${name} in ${place}`);
  });
}

function dressesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const meant = Buffer.from(secret, "base64url");
  // The last characters of base64 depend on what comes after.
  return [
    secret,
    bytes.toString("base64url").slice(0, -2),
    bytes.toString("hex"),
    meant.toString("base64").slice(0, -2),
    meant.toString("hex"),
  ];
}

/** What other processes see of one: its command and, for the same user, its environment. */
export function commandOf({ pid }: ChildProcess): Places {
  const paths = ["cmdline", "environ"]
    .map((name) => `/proc/${pid}/${name}`)
    .filter((path) => existsSync(path));
  return textsOf(paths);
}

/** Every file below a folder. */
export function filesIn(folder: string): Places {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return textsOf(files.map((entry) => join(entry.parentPath, entry.name)));
}

function textsOf(paths: readonly string[]): Places {
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, "latin1")]));
}
