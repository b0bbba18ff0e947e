import { spawn } from "node:child_process";
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { freePort } from "./free-port.ts";

/** A PgBouncer in transaction mode before a database. */
export type Pooler = {
  /** The database's URL through the pooler. */
  readonly url: string;
  stop(): Promise<void>;
};

/** PgBouncer refuses to run as root, and there is no need for it to. */
const NOBODY = 65_534;

/** Where the program is (Debian's package `pgbouncer`); null where it is not installed. */
export function findPgBouncer(): string | null {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => join(folder, "pgbouncer")).find(isExecutable) ?? null;
}

/**
 * Starts it on a free port of 127.0.0.1 with `connections` to the server behind it, so that whoever comes next gets what
 * somebody else has just used.
 */
export async function startPgBouncer(
  program: string,
  options: { url: string; connections: number },
): Promise<Pooler> {
  const { hostname, port: serverPort, username, password, pathname } = new URL(options.url);
  const folder = mkdtempSync(join(tmpdir(), "cfa-pooler-"));
  const port = await freePort();
  writeFileSync(
    join(folder, "users.txt"),
    `"${decodeURIComponent(username)}" "${decodeURIComponent(password)}"\n`,
  );
  writeFileSync(
    join(folder, "pgbouncer.ini"),
    [
      "[databases]",
      `* = host=${hostname} port=${serverPort}`,
      "[pgbouncer]",
      "listen_addr = 127.0.0.1",
      `listen_port = ${port}`,
      "unix_socket_dir =",
      "auth_type = plain",
      `auth_file = ${join(folder, "users.txt")}`,
      "pool_mode = transaction",
      `default_pool_size = ${options.connections}`,
      "ignore_startup_parameters = extra_float_digits",
    ].join("\n"),
  );
  const asRoot = process.getuid?.() === 0;
  if (asRoot) {
    chmodSync(folder, 0o755);
    chmodSync(join(folder, "users.txt"), 0o644);
  }
  const child = spawn(program, ["-q", join(folder, "pgbouncer.ini")], {
    stdio: ["ignore", "ignore", "pipe"],
    ...(asRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  let said = "";
  child.stderr.on("data", (text: Buffer) => void (said += text.toString()));
  const ended = new Promise<void>((resolve) => void child.once("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let attempt = 1; !(await answers(port)); attempt++) {
    if (child.exitCode !== null || attempt > 200) {
      await stop();
      throw new Error(`PgBouncer did not start: ${said}`);
    }
    await sleep(25);
  }
  const url = new URL(options.url);
  url.port = String(port);
  url.pathname = pathname;
  return { url: url.toString(), stop };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
