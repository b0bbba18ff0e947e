import { ALERT_KINDS } from "@cfa/contract/alert-kinds";
import type { Found } from "@cfa/db/queries/today/find/found";
import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { composeAlert, composeDigest, type Reader } from "./compose.ts";

/* What is told of Ram & Sons on 15 April 2026. */

const ASHA: Reader = {
  companyId: "aaaaaaaa-0000-4000-8000-000000000001",
  company: "Asha Traders",
  language: "en",
};
const IN_HINDI: Reader = { ...ASHA, language: "hi" };

function found(of: Partial<Found>): Found {
  return {
    kind: "reply-waiting",
    key: "k",
    amount: 12_34_567_00n,
    gain: 1,
    since: day("2026-04-15"),
    day: day("2026-04-15"),
    days: 3,
    party: { ledgerId: "bbbbbbbb-0000-4000-8000-000000000001", name: "Ram & Sons" },
    bill: null,
    correctionId: null,
    nudgeId: null,
    change: null,
    way: null,
    tally: null,
    action: "replies",
    ...of,
  };
}

test("one thing says what it is, of whom and how much, why and what to do, and opens its page", () => {
  const told = composeAlert(found({}), ASHA);
  expect(told).toEqual({
    title: "A customer has answered",
    text: "Ram & Sons · ₹12.35\u00a0L\nCame on 15-04-2026 and waits for somebody to read it\nAsha Traders",
    path: expect.stringMatching(/^\/cmp_[a-z2-7]{26}\/replies$/) as string,
  });
  expect(composeAlert(found({}), IN_HINDI).text).toContain("₹12.35\u00a0लाख\n15-04-2026 को आया");
});

test("each kind is told in both languages, in lines that a phone shows whole", () => {
  for (const kind of ALERT_KINDS) {
    const one = found({
      kind,
      way: "whatsapp",
      tally: "wrong-company",
      change: { before: "prompt", now: "late" },
    });
    const [english, hindi] = [composeAlert(one, ASHA), composeAlert(one, IN_HINDI)];
    expect([kind, english.text.split("\n")]).toEqual([kind, expect.not.arrayContaining([""])]);
    expect([kind, english.text.split("\n").length]).toEqual([kind, 3]);
    expect([kind, english.text]).toEqual([kind, expect.not.stringMatching(/…|undefined/)]);
    expect([kind, hindi.text]).toEqual([kind, expect.not.stringMatching(/…|undefined/)]);
    expect([kind, hindi.title]).toEqual([kind, expect.stringMatching(/[\u0900-\u097F]/)]);
  }
});

test("a digest says of what has neither party nor sum why it stands there", () => {
  const stale = found({ kind: "sync-stale", amount: 0n, party: null, action: "sync" });
  const stopped = found({ kind: "channel-stopped", amount: 0n, party: null, way: "sms", action: "channels" });
  expect(composeDigest({ named: [stale, stopped], more: 0 }, "push", ASHA).text).toBe(
    "The books are not up to date: Tally was last read 3 days ago. Forecasts are hidden until it is read again.\nMessages no longer go out: SMS",
  );
});
