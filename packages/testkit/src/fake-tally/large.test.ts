import { createTallyClient } from "@cfa/tally/client";
import { collectRecords } from "@cfa/tally/collect";
import { lookRequest } from "@cfa/tally/request/companies";
import { vouchersRequest } from "@cfa/tally/request/vouchers";
import { addDays } from "@cfa/values/local-date";
import { afterAll, beforeAll, expect, test } from "vitest";

import { makeLargeCompany } from "../sample-company/large/make-large-company.ts";
import { guidOf, type Voucher } from "../sample-company/tally-books.ts";
import type { TallySource } from "../sample-company/tally-source.ts";
import { startFakeTally, type FakeTally } from "./fake-tally.ts";
import { ask, collection, period, report, texts } from "./test-ask.ts";

/*
 * A company whose vouchers are not held is changed like any other, and what was changed is found without looking at the
 * rest. A million vouchers in the long run, some thousands otherwise.
 */

const isLong = process.env["CFA_TEST_LONG"] === "1";
const large = isLong ? makeLargeCompany() : makeLargeCompany({ vouchers: 4_000, parties: 80 });
const everyDay = { from: large.booksFrom, to: addDays(large.lastVoucherDate, 400) };
let made = 0;
let tally: FakeTally;

/** The same source, counting the vouchers that are made. */
const counting: TallySource = {
  ...large,
  *vouchersBetween(from, to, alterIds) {
    for (const voucher of large.vouchersBetween(from, to, alterIds)) {
      made++;
      yield voucher;
    }
  },
};

beforeAll(async () => {
  tally = await startFakeTally({ companies: [counting] });
});

afterAll(() => tally.close());

test("one voucher is altered and one deleted: the question for changes brings the one, and makes none of the others", async () => {
  const [first, second] = three();
  const company = tally.company();
  company.alterVoucher(guidOf(large, first.masterId), { narration: "looked at again" });
  company.deleteVoucher(guidOf(large, second.masterId));
  const { sink, records } = collectRecords();
  const client = createTallyClient({ host: "127.0.0.1", port: tally.port, pauseMs: 0 });
  made = 0;
  tally.clearRequests();
  const request = vouchersRequest(large.name, { ...everyDay, afterAlterId: large.voucherMark });
  expect(await client.read(request, sink)).toMatchObject({ ok: true });
  expect(records.vouchers.map(({ guid, narration }) => [guid, narration])).toEqual([
    [guidOf(large, first.masterId), "looked at again"],
  ]);
  expect(made).toBeLessThan(50);
  const [cost] = tally.requests();
  expect(cost).toMatchObject({ kind: "collection Voucher filtered", end: "answered" });
  expect((cost?.bytesIn ?? 0) + (cost?.bytesOut ?? 0)).toBeLessThan(20_000);
  expect(company.state().voucherMark).toBe(large.voucherMark + 3);
});

test("a look for changes costs less than 3 kB, question and answer", async () => {
  tally.clearRequests();
  const { text } = await ask(tally, lookRequest().xml);
  expect(texts(text, "ALTVCHID")).toEqual([String(tally.company().state().voucherMark)]);
  const [cost] = tally.requests();
  expect((cost?.bytesIn ?? 0) + (cost?.bytesOut ?? 0)).toBeLessThan(3_000);
});

test("counts by day make no voucher, and tell of the one that is gone", async () => {
  made = 0;
  const inside = "<BY>Day : $Date</BY><AGGRCOMPUTE>Count : Sum : $$Number:1</AGGRCOMPUTE>";
  const variables = period(everyDay.from.replaceAll("-", ""), everyDay.to.replaceAll("-", ""));
  const { text } = await ask(tally, collection({ company: large.name, variables, inside }));
  const total = texts(text, "COUNT").reduce((sum, count) => sum + Number(count), 0);
  expect(total).toBe(large.voucherCount() - 1);
  expect(made).toBe(0);
});

test("a voucher is found by its GUID, changed or not, and a deleted one is not", async () => {
  const [first, second, third] = three();
  const guids = [first, second, third].map(({ masterId }) => guidOf(large, masterId));
  const filter = guids.map((guid) => `$Guid = "${guid}"`).join(" Or ");
  const variables = period(everyDay.from.replaceAll("-", ""), everyDay.to.replaceAll("-", ""));
  made = 0;
  const { text } = await ask(tally, collection({ company: large.name, fetch: "Guid", filter, variables }));
  expect(new Set(texts(text, "GUID"))).toEqual(new Set([guids[0], guids[2]]));
  expect(made).toBe(0);
});

test("the trial balance still adds up to zero", async () => {
  const { text } = await ask(tally, report("Trial Balance", "<ISLEDGERWISE>Yes</ISLEDGERWISE>", large.name));
  const amounts = [...texts(text, "DSPCLDRAMTA"), ...texts(text, "DSPCLCRAMTA")].filter(
    (amount) => amount !== "",
  );
  expect(amounts.length).toBeGreaterThan(50);
  expect(amounts.reduce((sum, amount) => sum + BigInt(amount.replace(".", "")), 0n)).toBe(0n);
}, 180_000);

/** Three vouchers of the last days, none of them cancelled. */
function three(): [Voucher, Voucher, Voucher] {
  const found: Voucher[] = [];
  for (let date = large.through; found.length < 3; date = addDays(date, -1)) {
    found.push(...[...large.vouchersBetween(date, date)].filter(({ isCancelled }) => !isCancelled));
  }
  return found.slice(0, 3) as [Voucher, Voucher, Voucher];
}
