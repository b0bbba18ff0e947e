import type { Rendered } from "@cfa/nudges/plan";
import type { TemplateFact } from "@cfa/nudges/rules";
import { LINK_PLACE, withLink } from "@cfa/nudges/templates/fill";

import type { ChannelUrls, Outgoing } from "./channel.ts";

/* A reminder as the tests of channels send it. */

export const ATTEMPT = "0198f3a2-7c11-7d3e-9a55-2b6d0c9e4f10";
export const LINK = "https://pay.asha.in/n/Kq3vX8mT2nB7rL5wZ9cD";
/** Nothing is reached unless a test says where. */
export const NOWHERE: ChannelUrls = {
  graph: "http://127.0.0.1:3",
  twilio: "http://127.0.0.1:3",
  msg91: "http://127.0.0.1:3",
  expo: "http://127.0.0.1:3",
  hooks: "https://app.asha.in/hooks",
  isLoopback: true,
};

export const RENDERED: Rendered = {
  subject: "Bill SL41 of Asha Traders",
  body: `Rs 12000 for bill SL41 is due. Pay: ${LINK_PLACE} Asha Traders`,
  values: [
    { name: "amount", tag: "numeric", text: "12000" },
    { name: "bill", tag: "alphanumeric", text: "SL41" },
    { name: "link", tag: "url", text: LINK_PLACE },
  ],
  units: 1,
  cost: 20n,
  hasLink: true,
};

export const TEMPLATE: TemplateFact = {
  templateId: "0198f3a2-0000-7000-8000-000000000001",
  kind: "reminder",
  stage: "due",
  way: "whatsapp",
  language: "en",
  body: "Rs {{amount}} for bill {{bill}} is due. Pay: {{link}} {{brand}}",
  subject: null,
  variables: RENDERED.values.map(({ name, tag }) => ({ name, tag })),
  state: "approved",
  category: "utility",
  providerName: "bill_due",
  dlt: { entity: "1101554230000012345", header: "ASHATR", template: "1107160000000012345" },
  flow: "6512f0aad6fc0512345678ab",
};

/** One on its way out, with its page in it. */
export function outgoing({ rendered = RENDERED, ...more }: Partial<Outgoing> = {}): Outgoing {
  return {
    attemptId: ATTEMPT,
    messageId: `<${ATTEMPT}@asha.in>`,
    to: "+919825012345",
    rendered: withLink(rendered, LINK),
    template: TEMPLATE,
    language: "en",
    stopUrl: "https://pay.asha.in/n/Kq3vX8mT2nB7rL5wZ9cD/stop",
    ...more,
  };
}

/** As long as a test waits for an answer: short where none will come, so long elsewhere that no busy machine is taken for one. */
export function soon(mishap = ""): AbortSignal {
  return AbortSignal.timeout(mishap.includes("hangs") ? 2_000 : 30_000);
}
