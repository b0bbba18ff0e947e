import type { Provider } from "@cfa/nudges/kinds";

import type { Channel, ChannelUrls, EventReader, OpenChannel } from "./channel.ts";
import { readMailEvent } from "./mail-events.ts";
import { openMsg91 } from "./msg91.ts";
import { readMsg91Event } from "./msg91-events.ts";
import { openPrint } from "./print.ts";
import { openSmtp } from "./smtp.ts";
import { openTwilio } from "./twilio.ts";
import { readTwilioEvent } from "./twilio-events.ts";
import { openWhatsApp } from "./whatsapp.ts";
import { readWhatsAppEvent } from "./whatsapp-events.ts";

/** Who carries messages to parties; Expo carries to members alone (expo.ts). */
export type Carrier = Exclude<Provider, "expo">;

/** Where the providers are. */
export const PROVIDER_URLS = {
  graph: "https://graph.facebook.com",
  twilio: "https://api.twilio.com",
  msg91: "https://control.msg91.com",
  expo: "https://exp.host",
} as const satisfies Partial<ChannelUrls>;

/** Where everything is for a server that people reach at `publicUrl`; null: nobody has said where, so no webhook is asked for. */
export function channelUrls(publicUrl: URL | null): ChannelUrls {
  const isLoopback = publicUrl !== null && LOOPBACK.has(publicUrl.hostname);
  // Providers call public addresses alone, and some refuse a message that names another.
  const hooks = publicUrl === null || isLoopback ? null : `${publicUrl.origin}/hooks`;
  return { ...PROVIDER_URLS, hooks, isLoopback };
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Which secrets each of them needs or takes, by the names they are kept under. */
export const SECRETS_OF = {
  whatsapp: ["token", "app-secret-1", "app-secret-2", "verify-token"],
  twilio: ["auth-token"],
  msg91: ["auth-key"],
  smtp: ["password", "inbound-secret"],
  expo: ["access-token"],
  print: [],
} as const satisfies Readonly<Record<Provider, readonly string[]>>;

/** Opens a company's account with whoever carries its messages. */
export function openChannel(
  provider: Carrier,
  account: Parameters<OpenChannel>[0],
  urls: ChannelUrls,
): Channel {
  return OPEN[provider](account, urls);
}

const OPEN: Readonly<Record<Carrier, OpenChannel>> = {
  whatsapp: openWhatsApp,
  twilio: openTwilio,
  msg91: openMsg91,
  smtp: (account, urls) => openSmtp(account, urls),
  print: openPrint,
};

/** Reads what each of them tells by its hook. */
export const readEvents: Readonly<Record<Exclude<Carrier, "print">, EventReader>> = {
  whatsapp: readWhatsAppEvent,
  twilio: readTwilioEvent,
  msg91: readMsg91Event,
  smtp: readMailEvent,
};
