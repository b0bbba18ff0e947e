import { makeLargeCompany } from "@cfa/testkit/sample-company/large/make-large-company";
import { expect, test } from "vitest";

import { makeWorld } from "./test-world.ts";

/* A company of a million vouchers: what a look and one change cost. The server is said to know it already. */

test.runIf(process.env["CFA_TEST_LONG"] === "1")(
  "a change of one voucher in a million reads less than 20 kB and goes up at once",
  async () => {
    const world = await makeWorld();
    const large = makeLargeCompany({ vouchers: 1_000_000 });
    world.tally.open([large], { wholeBooks: true });
    try {
      const state = world.tally.company().state();
      world.server.known = { masters: state.masterMark, vouchers: state.voucherMark };
      expect(await world.sync({ companyGuid: large.guid })).toEqual({
        ok: true,
        value: { kind: "unchanged" },
      });
      expect(
        world.tally.requests().reduce((sum, { bytesIn, bytesOut }) => sum + bytesIn + bytesOut, 0),
      ).toBeLessThan(3_000);
      world.look((outbox) => {
        // The self-test was made at the first sync, and totals of so large a company wait for the hour.
        const tally = {
          fetchStyle: "fetch",
          canCount: true,
          isEducational: false,
          checkedAt: world.now.toISOString(),
        } as const;
        outbox.remember("self", { tally, isProven: true });
        outbox.remember("totals", { at: world.now.toISOString(), tookMs: 60_000, isDue: false });
      });
      const [cash, sales] = [
        large.ledgers.find(({ parent }) => parent === "Cash-in-Hand")!,
        large.ledgers.find(({ parent }) => parent === "Sales Accounts")!,
      ];
      world.tally.company().createVoucher({
        date: large.through,
        type: "Receipt",
        entries: [
          { ledger: cash.name, amount: -1_000_00n },
          { ledger: sales.name, amount: 1_000_00n },
        ],
      });
      world.tally.clearRequests();
      expect(await world.sync({ companyGuid: large.guid })).toMatchObject({
        ok: true,
        value: { kind: "synced" },
      });
      expect(world.server.vouchers.size).toBe(1);
      const read = world.tally.requests().reduce((sum, { bytesOut }) => sum + bytesOut, 0);
      expect(read).toBeLessThan(20_000);
    } finally {
      await world.close();
    }
  },
  300_000,
);

test.runIf(process.env["CFA_TEST_LONG"] === "1")(
  "windows grow from 500 vouchers while answers stay below 30 MB",
  async () => {
    const world = await makeWorld();
    const busy = makeLargeCompany({ vouchers: 60_000, parties: 300 });
    world.tally.open([busy], { wholeBooks: true });
    try {
      expect(await world.sync({ companyGuid: busy.guid })).toMatchObject({ ok: true });
      expect(world.server.vouchers.size).toBe(busy.voucherCount());
      const sizes = world.said.flatMap((line) => /^Read vouchers.*: ([\d,]+) records/.exec(line)?.[1] ?? []);
      const counts = sizes.map((size) => Number(size.replaceAll(",", "")));
      expect(Math.max(...counts)).toBeLessThanOrEqual(5_000);
      expect(Math.max(...counts)).toBeGreaterThan(3_000);
      expect(counts[0]).toBeLessThanOrEqual(500);
    } finally {
      await world.close();
    }
  },
  300_000,
);
