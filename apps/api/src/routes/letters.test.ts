import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Letter } from "@cfa/contract/letters";
import type { Nudge } from "@cfa/contract/nudges";
import { inCompany } from "@cfa/db/company-scope";
import { sentTo } from "@cfa/db/queries/nudges/party-history";
import { keepPayDetail } from "@cfa/db/queries/settings/pay-detail";
import { hasPoppler, pdfPages } from "@cfa/testkit/poppler";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { TODAY, outward } from "../test-books.ts";
import { callAs } from "../test-calls.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";
import { INV_1, letOutLetter } from "../test-letter.ts";
import { PAY_TO } from "../test-offer.ts";

/* Letters to Ram & Sons, which owes 600.00 of INV-1: what lies there to be printed, on paper, and marked. Now is 15 April 2026. */

let asha: TestCompany;
let accountant: string;
let folder: string;
beforeAll(async () => {
  asha = await startTestCompany();
  accountant = await asha.server.signIn("accountant");
  folder = mkdtempSync(join(tmpdir(), "cfa-letters-"));
});
beforeEach(() =>
  asha.database.asOwner(
    "truncate nudge, nudge_setting, access_entry, audit_entry, correction, pay_detail, nudge_party cascade",
  ),
);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await asha.close();
});

const letOut = (changes: Readonly<Record<string, unknown>> = {}) =>
  letOutLetter(asha.database, asha.books.companyId, changes);
const list = (token?: string) => asha.read<{ rows: Letter[]; count: number }>("/letters", token);
const why = async () => (await list()).rows[0]?.leftOut;
const mark = (as: string, nudgeIds: string[], token = asha.owner) =>
  callAs<{ items: { outcome: string; refusal: string | null }[] }>(asha.server, token, [
    "POST",
    `/api/companies/${asha.company}/letters/mark`,
    { mark: as, nudgeIds },
  ]);
const marked = async (as: string, nudgeIds: string[], token?: string) =>
  (await mark(as, nudgeIds, token)).body.items.map(({ outcome, refusal }) => refusal ?? outcome);
const poppler = hasPoppler();
/** The letters as another program reads them, page by page. */
async function pages(query = ""): Promise<string[]> {
  const response = await asha.get(`/letters/pdf${query}`);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  expect(response.headers.get("content-type")).toBe("application/pdf");
  const path = join(folder, "letters.pdf");
  writeFileSync(path, Buffer.from(await response.arrayBuffer()));
  return pdfPages(path);
}
const linkIn = (page: string | undefined): string => /\/n\/([A-Za-z0-9_-]{22})/.exec(page ?? "")?.[0] ?? "";

test("what was let out lies there with what it asks for now: a part payment lowers the figure", async () => {
  const nudgeId = await letOut();
  expect(await list(accountant)).toEqual({
    count: 1,
    rows: [
      {
        nudgeId,
        kind: "reminder",
        stage: "after-30",
        party: { partyId: outward(asha.books, "party", "Ram & Sons"), name: "Ram & Sons" },
        day: "2026-04-15",
        language: "en",
        bills: 1,
        amount: "60000",
        leftOut: null,
        madeAt: null,
      },
    ],
  });
  const standing = await asha.read<{ letters: number }>("/nudges/standing");
  expect(standing.letters).toBe(1);
});

test.runIf(poppler)(
  "a letter names sender, customer, bills, total, how to pay and a link that opens",
  async () => {
    await inCompany(asha.database.db, asha.books.companyId, (tx) =>
      keepPayDetail(tx, PAY_TO, { at: TODAY, by: { id: "u", name: "Asha" } }),
    );
    await letOut();
    const [page = "", ...more] = await pages();
    expect(more).toEqual([]);
    for (const part of ["Asha Traders", "15 Apr 2026", "Ram & Sons", "₹600", "For Asha Traders", "Page 1"]) {
      expect(page).toContain(part);
    }
    expect(page).toMatch(/INV-1 +10-01-2026 +09-02-2026 +600\.00/);
    expect(page).toMatch(/Total +600\.00/);
    expect(page).toContain("overdue by up to 65 days");
    expect(page).toContain(PAY_TO.vpa);
    expect(page).not.toContain("1,000");
    expect(page).toMatch(/^₹600, overdue by up to 65 days/m); // the sender's name stands above
    const link = linkIn(page);
    expect(link).not.toBe("");
    const opened = await fetch(asha.server.url + link);
    expect([opened.status, await opened.text()]).toEqual([200, expect.stringContaining("INV-1")]);
    const kept = await asha.database.asOwner<{ text: string }>("select text from nudge_attempt");
    expect(kept[0]?.text).toContain("{{link}}");
    expect((await list()).rows[0]?.madeAt).toBe(TODAY.toISOString());
  },
);

test.runIf(poppler)(
  "each letter begins a page, in its customer's language, and one alone can be printed",
  async () => {
    await letOut();
    const hindi = await letOut({ language: "hi", stage: "final" });
    const both = await pages();
    expect(both).toHaveLength(2);
    const inHindi = both.filter((page) => page.includes("प्रिय Ram & Sons"));
    expect(inHindi).toHaveLength(1);
    // Without ways to pay nobody is sent to ask the seller, whose letter it is.
    expect(both.join()).not.toMatch(/How to pay|seller/);
    expect(inHindi[0]).toContain("देय तिथि");
    const [one, ...others] = await pages(`?nudgeIds=${hindi}`);
    expect(others).toEqual([]);
    expect(one).toContain("प्रिय Ram & Sons");
  },
);

test("what is in dispute, promised, paid, excluded, or more than was approved is left out with why, and comes back with the cause gone", async () => {
  await letOut();
  const noMore = (kind: string) => asha.database.asOwner("delete from correction where kind = $1", [kind]);
  await asha.say("exclude", { cause: "staff" });
  expect(await why()).toBe("excluded");
  expect((await asha.get("/letters/pdf")).status).toBe(404);
  await noMore("exclude");
  await asha.say("promise", { amount: "60000", day: "2026-04-20" }, { from_date: "2026-04-10" });
  expect(await why()).toBe("promised");
  await noMore("promise");
  await asha.database.asOwner("update bill set disputed = 60000 where name_key = 'inv-1'");
  expect(await why()).toBe("disputed");
  await asha.database.asOwner("update bill set disputed = 0 where name_key = 'inv-1'");
  await asha.database.asOwner("update nudge set amount = 50000");
  expect(await why()).toBe("more-than-approved");
  await asha.database.asOwner("update nudge set amount = 60000");
  await asha.database.asOwner("update nudge_setting set is_on = false");
  expect(await why()).toBe("off");
  await asha.database.asOwner("update nudge_setting set is_on = true");
  expect(await why()).toBeNull();
  const gone = {
    bill: { ...INV_1, billKey: "gone" },
    name: "X",
    dueDate: "2026-02-09",
    amount: "1",
    stage: "after-30",
  };
  await asha.database.asOwner("update nudge set bills = $1", [JSON.stringify([gone])]);
  expect(await why()).toBe("paid");
});

test("nothing is printed by books that are old or whose total is not Tally's", async () => {
  await letOut();
  const readAt = (at: string) => asha.database.asOwner("update sync_state set read_at = $1", [at]);
  await readAt("2026-04-10T05:30:00Z");
  expect(await why()).toBe("stale");
  expect((await asha.get("/letters/pdf")).status).toBe(404);
  await readAt("2026-04-15T05:30:00Z");
  const differs =
    "insert into tie_out_side (company_id, side, ours, tally, is_by_party) values ($1, 'receivable', 90000, 90500, false)";
  await asha.database.asOwner(differs, [asha.books.companyId]);
  expect(await why()).toBe("tie-out-differs");
  await asha.database.asOwner("delete from tie_out_side");
  expect(await why()).toBeNull();
});

test("marked as printed it leaves the list, says who printed it when, and can be taken back; it is one message whatever is printed", async () => {
  const nudgeId = await letOut();
  expect(await marked("printed", [nudgeId], accountant)).toEqual(["done"]);
  expect(await list()).toEqual({ rows: [], count: 0 });
  const attempt = async () => (await asha.read<Nudge>(`/nudges/${nudgeId}`)).attempts[0];
  expect(await attempt()).toMatchObject({ state: "printed", toldAt: TODAY.toISOString() });
  expect((await attempt())?.markedBy).toBeTruthy();
  expect(await marked("printed", [nudgeId])).toEqual(["marked"]);
  if (poppler) expect(await pages(`?nudgeIds=${nudgeId}`)).toHaveLength(1);
  expect(await marked("to-print", [nudgeId])).toEqual(["done"]);
  expect((await list()).count).toBe(1);
  await marked("printed", [nudgeId]);
  const sent = await inCompany(asha.database.db, asha.books.companyId, (tx) =>
    sentTo(tx, { guids: ["g-Ram & Sons"], since: "2026-04-01" }),
  );
  expect(sent).toHaveLength(1);
  const audit = await asha.database.asOwner<{ action: string }>("select action from audit_entry order by at");
  expect(audit.map(({ action }) => action)).toEqual([
    "change-letter-printed",
    ...(poppler ? ["report.letters"] : []),
    "change-letter-to-print",
    "change-letter-printed",
  ]);
});

test("put aside it is no message to the customer, says so, and can be taken out again", async () => {
  const nudgeId = await letOut();
  expect(await marked("put-aside", [nudgeId])).toEqual(["done"]);
  expect((await list()).count).toBe(0);
  const read = () => asha.read<Nudge>(`/nudges/${nudgeId}`);
  expect(await read()).toMatchObject({
    state: "failed",
    attempts: [{ state: "failed", failure: { scope: "message", code: "put-aside" } }],
  });
  const sent = () =>
    inCompany(asha.database.db, asha.books.companyId, (tx) =>
      sentTo(tx, { guids: ["g-Ram & Sons"], since: "2026-04-01" }),
    );
  expect(await sent()).toEqual([]);
  expect((await asha.get(`/letters/pdf?nudgeIds=${nudgeId}`)).status).toBe(404);
  expect(await marked("to-print", [nudgeId])).toEqual(["done"]);
  expect(await read()).toMatchObject({ state: "sent", attempts: [{ state: "accepted", failure: null }] });
  expect(await sent()).toHaveLength(1);
});

test("a message that is no letter is not marked, and one that cannot be keeps no other back", async () => {
  const mine = await letOut();
  const bySms = await letOut({ stage: "final" });
  await asha.database.asOwner(
    "delete from nudge_attempt where nudge_id = (select nudge_id from nudge where stage = 'final')",
  );
  const nowhere = `nud_${"a".repeat(26)}`;
  expect(await marked("printed", [bySms, nowhere, mine])).toEqual(["marked", "not-there", "done"]);
  expect(await mark("printed", [mine, mine])).toMatchObject({ status: 422 });
  expect(await mark("thrown-away", [mine])).toMatchObject({ status: 422 });
});
