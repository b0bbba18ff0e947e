import { randomUUID } from "node:crypto";

import { startFakeProvider, type FakeProvider, type ProviderCall } from "./fake-provider.ts";

/* Expo's push service on loopback: tickets in the order of what was sent, and receipts later. */

export type FakePush = {
  readonly id: string;
  readonly token: string;
  readonly asked: Readonly<Record<string, unknown>>;
};

export type FakeExpo = FakeProvider & {
  readonly pushes: FakePush[];
  /** The error that a token's ticket says at once, such as DeviceNotRegistered. */
  readonly refusing: Map<string, string>;
  /** The error that a token's receipt says later. */
  readonly failing: Map<string, string>;
  /** From now on receipts are ready, or not yet. */
  ready(isReady: boolean): void;
  /** From now on it answers with one ticket too few. */
  loseTicket(isLosing: boolean): void;
};

/** Starts it. `accessToken`: what it asks for, where the project is locked. */
export async function startFakeExpo(accessToken: string | null = null): Promise<FakeExpo> {
  const kept: Kept = { pushes: [], refusing: new Map(), failing: new Map(), isReady: true, isLosing: false };
  const provider = await startFakeProvider({
    unauthorised: errors("UNAUTHORIZED", "The bearer token is invalid"),
    tooMuch: errors("TOO_MANY_REQUESTS", "Too many requests"),
    answer: (call) => {
      const said = call.head["authorization"] ?? "";
      if (accessToken !== null && said !== `Bearer ${accessToken}`) {
        return { status: 401, body: errors("UNAUTHORIZED", `Insufficient permissions: ${said}`) };
      }
      return call.path.endsWith("/getReceipts") ? receiptsOf(call, kept) : ticketsOf(call, kept);
    },
  });
  return Object.assign(provider, {
    pushes: kept.pushes,
    refusing: kept.refusing,
    failing: kept.failing,
    ready: (isReady: boolean) => void (kept.isReady = isReady),
    loseTicket: (isLosing: boolean) => void (kept.isLosing = isLosing),
  });
}

type Kept = Pick<FakeExpo, "pushes" | "refusing" | "failing"> & { isReady: boolean; isLosing: boolean };
type Answered = { status: number; body: object };

const MOST_BYTES = 4_096;
const MOST_AT_ONCE = 100;
const MOST_RECEIPTS = 300;

function ticketsOf(call: ProviderCall, kept: Kept): Answered {
  const all = JSON.parse(call.body) as Record<string, unknown>[];
  if (all.length > MOST_AT_ONCE) return bad("PUSH_TOO_MANY_NOTIFICATIONS", "At most 100 at once");
  const odd = all.find(({ to }) => !/^Expo(?:nent)?PushToken\[.+\]$/.test(String(to)));
  if (odd !== undefined) return bad("VALIDATION_ERROR", `"${String(odd["to"])}" is not a valid token`);
  const data = all.map((asked) => ticketOf(asked, kept));
  return { status: 200, body: { data: kept.isLosing ? data.slice(1) : data } };
}

function ticketOf(asked: Record<string, unknown>, { pushes, refusing }: Kept): object {
  const token = String(asked["to"]);
  const refused = refusing.get(token);
  if (refused !== undefined)
    return failure(refused, `"${token}" is not a registered push notification recipient`);
  if (Buffer.byteLength(JSON.stringify(asked)) > MOST_BYTES) return failure("MessageTooBig", "too big");
  const id = randomUUID();
  pushes.push({ id, token, asked });
  return { status: "ok", id };
}

function receiptsOf(call: ProviderCall, { pushes, failing, isReady }: Kept): Answered {
  const { ids } = JSON.parse(call.body) as { ids: string[] };
  if (ids.length > MOST_RECEIPTS) return bad("PUSH_TOO_MANY_RECEIPTS", "At most 300 at once");
  const data: Record<string, object> = {};
  for (const { id, token } of isReady ? pushes : []) {
    const failed = failing.get(token);
    if (ids.includes(id)) {
      data[id] =
        failed === undefined ? { status: "ok" } : failure(failed, `The device ${token} cannot receive`);
    }
  }
  return { status: 200, body: { data } };
}

function failure(error: string, message: string): object {
  return { status: "error", message, details: { error } };
}

function bad(code: string, message: string): Answered {
  return { status: 400, body: errors(code, message) };
}

function errors(code: string, message: string): object {
  return { errors: [{ code, message, isTransient: false }] };
}
