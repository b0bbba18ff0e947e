import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { FakeTally } from "../fake-tally.ts";
import type { Controlled } from "./command.ts";
import { toJson } from "./fields.ts";
import { KEYBOARD_COMMANDS } from "./keyboard-commands.ts";
import { SCREEN_COMMANDS } from "./screen-commands.ts";

const COMMANDS = { ...KEYBOARD_COMMANDS, ...SCREEN_COMMANDS };
const MAX_BYTES = 8_388_608;

export type ControlPort = { readonly url: string; close(): Promise<void> };

/**
 * Does by HTTP what a user does at Tally's keyboard: POST {"do": "delete-voucher", "guid": …}; GET lists what can be
 * done. On 127.0.0.1 only, and not for web pages. Rejects when the port is taken.
 */
export async function openControlPort(tally: FakeTally, port: number): Promise<ControlPort> {
  const controlled: Controlled = { tally, snapshots: new Map() };
  const server = createServer((request, response) => {
    answer(controlled, request, response).catch((error: unknown) =>
      reply(response, 500, { ok: false, error: String(error) }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/control`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  controlled: Controlled,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A page in a browser says where it comes from; no page has any business here.
  if (request.headers.origin !== undefined)
    return reply(response, 403, { ok: false, error: "Not for web pages." });
  if (request.method === "GET") return reply(response, 200, listOfCommands());
  const asked = readAsked(await bodyOf(request));
  if (asked === null) {
    const error = 'Send JSON such as {"do": "status"}; GET lists what can be done.';
    return reply(response, 400, { ok: false, error });
  }
  const { do: name, ...input } = asked;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    return reply(response, 400, { ok: false, error: `There is no "${name}"; GET lists what can be done.` });
  }
  const done = await command.run(controlled, input);
  if (!done.ok) return reply(response, 400, { ok: false, error: done.error });
  return reply(response, 200, { ok: true, result: done.value });
}

function listOfCommands(): unknown {
  const entries = Object.entries(COMMANDS).map(([name, { about, takes }]) => [name, { about, takes }]);
  return {
    about:
      'POST {"do": NAME, …} here. Days are "2025-04-01", sums are rupees in a string with debit negative ("-1180.00").',
    commands: Object.fromEntries(entries),
  };
}

function readAsked(text: string): ({ do: string } & Record<string, unknown>) | null {
  try {
    const asked: unknown = JSON.parse(text);
    const isCommand =
      typeof asked === "object" && asked !== null && "do" in asked && typeof asked.do === "string";
    return isCommand ? (asked as { do: string }) : null;
  } catch {
    return null;
  }
}

function reply(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" }).end(`${toJson(value)}\n`);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request) {
    bytes += (piece as Buffer).length;
    if (bytes > MAX_BYTES) return "";
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces).toString("utf8");
}
