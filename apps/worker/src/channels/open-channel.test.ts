import { readReply } from "@cfa/nudges/inbound/read-reply";
import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { openChannel, PROVIDER_URLS, readEvents, type Carrier } from "./open-channel.ts";
import { NOWHERE, outgoing, soon } from "./test-message.ts";

test.each<Carrier>(["whatsapp", "twilio", "msg91", "smtp"])(
  "%s without an account refuses for it",
  async (carrier) => {
    const channel = openChannel(carrier, { config: {}, secrets: {} }, NOWHERE);
    expect(channel.provider).toBe(carrier);
    expect(await channel.send(outgoing(), soon())).toMatchObject({ kind: "refused", scope: "account" });
  },
);

test("a letter needs no account", async () => {
  const channel = openChannel("print", { config: {}, secrets: {} }, NOWHERE);
  expect(await channel.send(outgoing({ to: "", template: null }), soon())).toMatchObject({
    kind: "accepted",
  });
});

test("providers are called by https alone, at hosts that stand here", () => {
  for (const url of Object.values(PROVIDER_URLS)) expect(new URL(url).origin).toBe(url);
  for (const url of Object.values(PROVIDER_URLS)) expect(url).toMatch(/^https:/);
});

test("what a provider tells of somebody who has stopped offers is read as certain", () => {
  const event = readEvents.whatsapp(
    JSON.stringify({
      object: "whatsapp_business_account",
      entry: [
        {
          changes: [
            {
              field: "user_preferences",
              value: { user_preferences: [{ wa_id: "919825012345", value: "stop", timestamp: 1 }] },
            },
          ],
        },
      ],
    }),
  );
  const [reply] = event?.replies ?? [];
  expect(readReply(reply?.text ?? "", { today: day("2026-04-15") })).toMatchObject({
    intent: "stop-offers",
    isCertain: true,
  });
});
