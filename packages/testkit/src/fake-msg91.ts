import { randomBytes } from "node:crypto";

import { startFakeProvider, type FakeProvider, type Hook, type ProviderCall } from "./fake-provider.ts";

/* MSG91's flows on loopback. Most of its errors come as 200. */

export const FAKE_MSG91 = {
  authKey: "418273A1b2C3d4E5f6512f0aP1",
  flow: "6512f0aad6fc0512345678ab",
} as const;

export type FakeFlowSms = {
  readonly requestId: string;
  readonly mobile: string;
  readonly crqid: string;
  readonly asked: Readonly<Record<string, unknown>>;
};

export type FakeMsg91 = FakeProvider & {
  readonly messages: FakeFlowSms[];
  /** Whoever is written to there is refused with this code and these words, as a 200. */
  readonly refusing: Map<string, { code?: string; message: string }>;
  /** A report in one of the versions of its webhook. */
  report(
    message: FakeFlowSms,
    status: string,
    more?: { version?: 2 | 3 | 4; desc?: string; reason?: string; date?: string },
  ): Hook;
};

/** Starts it. It takes the key of `FAKE_MSG91` and no other. */
export async function startFakeMsg91(): Promise<FakeMsg91> {
  const messages: FakeFlowSms[] = [];
  const refusing = new Map<string, { code?: string; message: string }>();
  const provider = await startFakeProvider({
    unauthorised: { type: "error", message: `Invalid authkey ${FAKE_MSG91.authKey}`, code: "207" },
    tooMuch: { type: "error", message: "Too many requests" },
    answer: (call) => answer(call, { messages, refusing }),
  });
  return Object.assign(provider, { messages, refusing, report });
}

type Kept = Pick<FakeMsg91, "messages" | "refusing">;

function answer(
  call: ProviderCall,
  { messages, refusing }: Kept,
): { status: number; body: object; hooks?: () => Hook[] } {
  const key = call.head["authkey"] ?? "";
  if (key === "") return bad("Authkey missing", "106");
  if (key !== FAKE_MSG91.authKey) return bad(`Invalid authkey ${key}`, "207");
  const asked = JSON.parse(call.body) as Record<string, unknown>;
  const [recipient] = asked["recipients"] as Record<string, string>[];
  if (asked["template_id"] !== FAKE_MSG91.flow) return bad("template id missing or invalid", "400");
  const mobile = recipient?.["mobiles"] ?? "";
  if (!/^91[6-9]\d{9}$/.test(mobile)) return bad(`mobile number ${mobile} is invalid`, "202");
  const refused = refusing.get(mobile);
  if (refused !== undefined) return bad(refused.message, refused.code);
  const message: FakeFlowSms = {
    requestId: randomBytes(12).toString("hex"),
    mobile,
    crqid: recipient?.["CRQID"] ?? "0",
    asked,
  };
  messages.push(message);
  return {
    status: 200,
    body: { type: "success", message: message.requestId },
    hooks: () => [report(message, "1")],
  };
}

function bad(message: string, code?: string): { status: number; body: object } {
  return { status: 200, body: { type: "error", message, code } };
}

function report(
  { requestId, mobile, crqid }: FakeFlowSms,
  status: string,
  more: { version?: 2 | 3 | 4; desc?: string; reason?: string; date?: string } = {},
): Hook {
  const { version = 2, desc = status === "1" ? "DELIVERED" : "FAILED", reason = "" } = more;
  const { date = "2026-04-15 12:00:00" } = more;
  const one = {
    date,
    number: mobile,
    amount: "0.20",
    CRQID: crqid,
    credit: "1",
    status,
    desc,
    failedReason: reason,
  };
  const flat = { ...one, senderId: "ASHATR", requestId, INMSID: "0" };
  const json = { "content-type": "application/json" };
  if (version === 3) return { body: JSON.stringify(flat), headers: json };
  const grouped = [{ senderId: "ASHATR", requestId, report: [one], userId: "270001", campaignName: "API" }];
  if (version === 4) return { body: JSON.stringify(grouped), headers: json };
  const body = new URLSearchParams({ data: JSON.stringify(grouped) }).toString();
  return { body, headers: { "content-type": "application/x-www-form-urlencoded" } };
}
