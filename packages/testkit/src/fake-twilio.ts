import { createHmac, randomBytes } from "node:crypto";

import { startFakeProvider, type FakeProvider, type Hook, type ProviderCall } from "./fake-provider.ts";

/* Twilio's messages on loopback: sent, listed, and told of by webhooks that are forms. */

export const FAKE_TWILIO = {
  accountSid: "ACa0b1c2d3e4f5061728394a5b6c7d8e9f",
  authToken: "9f8e7d6c5b4a39281706f5e4d3c2b1a0",
  from: "ASHATR",
} as const;

export type FakeSms = {
  readonly sid: string;
  readonly to: string;
  readonly body: string;
  readonly callback: string | null;
  readonly made: Date;
  readonly form: Readonly<Record<string, string>>;
  status: string;
  errorCode: number | null;
};

export type FakeTwilio = FakeProvider & {
  readonly messages: FakeSms[];
  /** Whoever is written to there is refused with this code. */
  readonly refusing: Map<string, number>;
  /** A webhook of a message that has come to be so. */
  status(message: FakeSms, status: string, errorCode?: number): Record<string, string>;
  /** A webhook of a message that somebody wrote. */
  written(from: string, text: string, optOut?: "STOP" | "START" | "HELP"): Record<string, string>;
};

/** How a webhook goes over the wire: its form, and the signature over the address as Twilio knows it and the fields in order. */
export function twilioHook(
  form: Readonly<Record<string, string>>,
  url: string,
  token: string = FAKE_TWILIO.authToken,
): Hook {
  const fields = Object.keys(form).toSorted();
  const signed = url + fields.map((name) => name + (form[name] ?? "")).join("");
  return {
    body: new URLSearchParams(form).toString(),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": createHmac("sha1", token).update(signed).digest("base64"),
    },
  };
}

/** Starts it. It takes the keys of `FAKE_TWILIO` and no others. */
export async function startFakeTwilio(): Promise<FakeTwilio> {
  const messages: FakeSms[] = [];
  const refusing = new Map<string, number>();
  const provider = await startFakeProvider({
    unauthorised: refusal(20_003, `Authenticate ${FAKE_TWILIO.authToken}`, 401),
    tooMuch: refusal(20_429, "Too Many Requests", 429),
    answer: (call) => answer(call, { messages, refusing }),
  });
  return Object.assign(provider, {
    messages,
    refusing,
    status: (message: FakeSms, status: string, errorCode?: number) => {
      message.status = status;
      message.errorCode = errorCode ?? null;
      return {
        AccountSid: FAKE_TWILIO.accountSid,
        ApiVersion: "2010-04-01",
        From: FAKE_TWILIO.from,
        MessageSid: message.sid,
        MessageStatus: status,
        SmsSid: message.sid,
        SmsStatus: status,
        To: message.to,
        ...(errorCode === undefined ? {} : { ErrorCode: String(errorCode) }),
      };
    },
    written: (from: string, text: string, optOut?: string) => ({
      AccountSid: FAKE_TWILIO.accountSid,
      ApiVersion: "2010-04-01",
      Body: text,
      From: from,
      MessageSid: sidOf(),
      NumMedia: "0",
      SmsStatus: "received",
      To: FAKE_TWILIO.from,
      ...(optOut === undefined ? {} : { OptOutType: optOut }),
    }),
  });
}

type Kept = Pick<FakeTwilio, "messages" | "refusing">;
type Answered = { status: number; body: object; hooks?: (url: string) => Hook[] };

function answer(call: ProviderCall, { messages, refusing }: Kept): Answered {
  const { accountSid, authToken } = FAKE_TWILIO;
  const wanted = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  const said = call.head["authorization"] ?? "";
  if (said !== wanted) return { status: 401, body: refusal(20_003, `Authenticate: ${said}`, 401) };
  const base = `/2010-04-01/Accounts/${accountSid}/Messages`;
  if (call.method === "GET") {
    const sid = call.path.slice(base.length + 1).replace(".json", "");
    if (call.path !== `${base}.json`) {
      const one = messages.find((message) => message.sid === sid);
      return one === undefined
        ? { status: 404, body: refusal(20_404, "The requested resource was not found", 404) }
        : { status: 200, body: shown(one) };
    }
    const size = Number(call.query.get("PageSize") ?? 50);
    const found = messages.filter(({ to }) => to === call.query.get("To")).toReversed();
    return { status: 200, body: { messages: found.slice(0, size).map(shown), page_size: size } };
  }
  const form = Object.fromEntries(new URLSearchParams(call.body));
  const to = form["To"] ?? "";
  const refused = refusing.get(to) ?? (/^\+[1-9]\d{7,14}$/.test(to) ? null : 21_211);
  if (refused !== null) {
    return { status: 400, body: refusal(refused, `The 'To' number ${to} is not a valid phone number`, 400) };
  }
  if ((form["Body"] ?? "").length > 1_600) {
    return { status: 400, body: refusal(21_617, "The concatenated message body exceeds the limit", 400) };
  }
  const message: FakeSms = {
    sid: sidOf(),
    to,
    body: form["Body"] ?? "",
    callback: form["StatusCallback"] ?? null,
    made: new Date(),
    form,
    status: "queued",
    errorCode: null,
  };
  messages.push(message);
  return {
    status: 201,
    body: shown(message),
    hooks: (url) => {
      // The address that was named with the message counts, with what it says of it.
      const query = message.callback === null ? "" : new URL(message.callback).search;
      const base = { AccountSid: accountSid, MessageSid: message.sid, To: to };
      return ["sent", "delivered"].map((status) =>
        twilioHook({ ...base, MessageStatus: status }, url + query),
      );
    },
  };
}

function shown(message: FakeSms): object {
  return {
    sid: message.sid,
    account_sid: FAKE_TWILIO.accountSid,
    to: message.to,
    from: FAKE_TWILIO.from,
    body: message.body,
    status: message.status,
    date_created: message.made.toUTCString().replace("GMT", "+0000"),
    date_updated: message.made.toUTCString().replace("GMT", "+0000"),
    date_sent: null,
    num_segments: "1",
    error_code: message.errorCode,
    error_message: null,
    price: null,
    price_unit: "USD",
  };
}

function refusal(code: number, message: string, status: number): object {
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
}

function sidOf(): string {
  return `SM${randomBytes(16).toString("hex")}`;
}
