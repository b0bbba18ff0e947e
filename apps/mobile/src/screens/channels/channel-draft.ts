import type { ChannelStanding, ChannelToSet } from "@cfa/contract/channels";
import { mailAddressOf } from "@cfa/contract/typed";

import type { ChannelWords } from "../../locale/channels/en";

export type Provider = ChannelToSet["provider"];
export type FieldName = keyof ChannelWords["fields"];
export type Wrong = keyof ChannelWords["wrong"];

/** Which fields an account has, in the order they are asked for. */
export const FIELDS = {
  whatsapp: ["phoneNumberId", "token", "pace"],
  twilio: ["accountSid", "messagingServiceSid", "from", "authToken", "pace"],
  msg91: ["authKey", "pace"],
  smtp: ["host", "port", "user", "password", "mailFrom", "fromName", "replyTo", "pace"],
} as const satisfies Record<Provider, readonly FieldName[]>;

/** The fields that go in and are never shown again. */
export const SECRETS: ReadonlySet<FieldName> = new Set(["token", "authToken", "authKey", "password"]);

/** What is typed, as it is typed. */
export type ChannelDraft = Partial<Record<FieldName, string>>;
export type ChannelProblems = Partial<Record<FieldName, Wrong>>;

/** Of which name of the account's a field is; secrets and the pace stand elsewhere. */
const CONFIG: Partial<Record<FieldName, string>> = {
  phoneNumberId: "phoneNumberId",
  accountSid: "accountSid",
  messagingServiceSid: "messagingServiceSid",
  from: "from",
  host: "host",
  port: "port",
  user: "user",
  mailFrom: "from",
  fromName: "fromName",
  replyTo: "replyTo",
};

// As the contract has them.
const SECRET = /^[!-~]{8,2000}$/;
const HOST = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}))*$/;
const LARGEST_PORT = 65_535;
const MOST_A_SECOND = 1_000;

/** What the form of an account begins with: what is set and no secret. */
export function channelDraft(provider: Provider, account: ChannelStanding["account"]): ChannelDraft {
  if (account === null || account.provider !== provider) return provider === "smtp" ? { port: "587" } : {};
  const typed = FIELDS[provider].flatMap((name: FieldName): [FieldName, string][] => {
    if (name === "pace") return account.pace === null ? [] : [[name, String(account.pace)]];
    const value = account.config[CONFIG[name] ?? ""];
    return value === undefined || value === null ? [] : [[name, String(value)]];
  });
  return Object.fromEntries(typed);
}

/** What is wrong with a draft, by field. `hasSecret`: one is there already and need not be typed. */
export function channelProblems(
  provider: Provider,
  draft: ChannelDraft,
  { hasSecret }: { hasSecret: boolean },
): ChannelProblems {
  const typed = (name: FieldName): string => (draft[name] ?? "").trim();
  const need = (name: FieldName, pattern: RegExp, wrong: Wrong): ChannelProblems =>
    pattern.test(typed(name)) ? {} : { [name]: wrong };
  const may = (name: FieldName, pattern: RegExp, wrong: Wrong): ChannelProblems =>
    typed(name) === "" ? {} : need(name, pattern, wrong);
  const secret = (name: FieldName): ChannelProblems =>
    hasSecret && typed(name) === "" ? {} : need(name, SECRET, "secret");
  const pace =
    isNumber(typed("pace"), MOST_A_SECOND) || typed("pace") === "" ? {} : { pace: "pace" as const };
  switch (provider) {
    case "whatsapp":
      return { ...pace, ...need("phoneNumberId", /^\d{5,25}$/, "phoneNumberId"), ...secret("token") };
    case "twilio":
      return {
        ...pace,
        ...(typed("messagingServiceSid") === "" && typed("from") === "" ? { from: "sender" } : {}),
        ...need("accountSid", /^AC[0-9a-fA-F]{32}$/, "accountSid"),
        ...may("messagingServiceSid", /^MG[0-9a-fA-F]{32}$/, "messagingServiceSid"),
        ...may("from", /^(?:\+[1-9]\d{6,14}|[A-Za-z0-9]{3,11})$/, "from"),
        ...secret("authToken"),
      };
    case "msg91":
      return { ...pace, ...secret("authKey") };
    case "smtp":
      return {
        ...pace,
        ...need("host", HOST, "host"),
        ...(isNumber(typed("port"), LARGEST_PORT) ? {} : { port: "port" }),
        // A server that asks for nobody's name asks for no password.
        ...(typed("user") === "" ? {} : secret("password")),
        ...(mailAddressOf(typed("mailFrom")) === undefined ? { mailFrom: "mail" } : {}),
        ...(typed("replyTo") === "" || mailAddressOf(typed("replyTo")) !== undefined
          ? {}
          : { replyTo: "mail" }),
      };
  }
}

/** What a draft without problems says. */
export function saidByChannel(
  provider: Provider,
  draft: ChannelDraft,
): { account: ChannelToSet; pace: number | null } {
  const typed = (name: FieldName): string => (draft[name] ?? "").trim();
  const orNull = (name: FieldName): string | null => typed(name) || null;
  const pace = typed("pace") === "" ? null : Number(typed("pace"));
  return { account: accountOf(provider, { typed, orNull }), pace };
}

type Typed = { typed: (name: FieldName) => string; orNull: (name: FieldName) => string | null };

function accountOf(provider: Provider, { typed, orNull }: Typed): ChannelToSet {
  switch (provider) {
    case "whatsapp":
      return { provider, phoneNumberId: typed("phoneNumberId"), secret: orNull("token") };
    case "twilio":
      return {
        provider,
        accountSid: typed("accountSid"),
        messagingServiceSid: orNull("messagingServiceSid"),
        from: orNull("from"),
        secret: orNull("authToken"),
      };
    case "msg91":
      return { provider, secret: orNull("authKey") };
    case "smtp":
      return {
        provider,
        host: typed("host"),
        port: Number(typed("port")),
        user: orNull("user"),
        from: typed("mailFrom"),
        fromName: orNull("fromName"),
        replyTo: orNull("replyTo"),
        secret: orNull("password"),
      };
  }
}

function isNumber(text: string, most: number): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= most;
}
