import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { createTallyClient } from "@cfa/tally/client";
import { afterEach, describe, expect, test } from "vitest";

import type { Memory } from "../outbox/memory.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { knowTally, noteRelease } from "./self-test.ts";

const GUID = "11111111-2222-4333-8444-555555555555";
const COMPANY = {
  guid: GUID,
  name: "Asha",
  booksFrom: "2025-04-01",
  endingAt: "2026-03-31",
  lastVoucherDate: "2025-06-10",
};
const OPEN = { guid: GUID, name: "Asha", marks: { masters: 10, vouchers: 40 } };
const ENTRY =
  "<ALLLEDGERENTRIES.LIST><LEDGERNAME>Cash</LEDGERNAME><AMOUNT>-1.00</AMOUNT></ALLLEDGERENTRIES.LIST>";

const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

function collection(rows: string): string {
  return `<ENVELOPE><HEADER><STATUS>1</STATUS></HEADER><BODY><DATA><COLLECTION>${rows}</COLLECTION></DATA></BODY></ENVELOPE>`;
}

/** A Tally that answers the self-test's questions as told; `nested` by how lists are asked for. */
async function tallyThat(says: { nested: "fetch" | "native-method"; counts?: boolean; release?: string }) {
  const questions: string[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const bytes = Buffer.concat(pieces);
      const question = bytes.toString(bytes[1] === 0 ? "utf16le" : "utf8");
      questions.push(question);
      response.end(answer(question));
    });
  });
  const answer = (question: string): string => {
    if (question.includes("LicenseInfo"))
      return `<ENVELOPE><HEADER><STATUS>1</STATUS><PRODMAJORREL>${says.release ?? "7"}</PRODMAJORREL><PRODTYPE>TallyPrime</PRODTYPE></HEADER><BODY><DATA><RESULT TYPE="Logical">No</RESULT></DATA></BODY></ENVELOPE>`;
    if (question.includes("AGGRCOMPUTE")) {
      if (says.counts === false) return collection(`<VOUCHER><GUID>${GUID}-00000001</GUID></VOUCHER>`);
      return collection(
        "<OBJECT><CFADAY>10-Jun-25</CFADAY><CFAYEAR> 2025</CFAYEAR><CFAMONTH> 6</CFAMONTH><CFATYPE>Sales</CFATYPE><CFACOUNT> 4</CFACOUNT><CFAAMOUNT>-4.00</CFAAMOUNT></OBJECT>",
      );
    }
    const style = question.includes("<NATIVEMETHOD>AllLedgerEntries") ? "native-method" : "fetch";
    const entries = style === says.nested ? ENTRY : "";
    return collection(
      `<VOUCHER><GUID>${GUID}-00000001</GUID><DATE>20250610</DATE><VOUCHERTYPENAME>Sales</VOUCHERTYPENAME>${entries}</VOUCHER>`,
    );
  };
  open.push(server);
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
  return { tally: createTallyClient({ host: "127.0.0.1", port, pauseMs: 0 }), questions };
}

/** The part of the outbox that the self-test uses. */
function notes(): Pick<Outbox, "recall" | "remember" | "forget"> {
  const kept = new Map<keyof Memory, unknown>();
  return {
    recall: <Key extends keyof Memory>(key: Key) => kept.get(key) as Memory[Key] | undefined,
    remember: (key, value) => void kept.set(key, value),
    forget: (key) => void kept.delete(key),
  };
}

describe("the self-test", () => {
  test("finds out how nested lists are asked for, whether Tally counts, and its release", async () => {
    for (const nested of ["fetch", "native-method"] as const) {
      for (const counts of [true, false]) {
        const { tally } = await tallyThat({ nested, counts });
        const known = await knowTally(COMPANY, OPEN, {
          tally,
          outbox: notes() as Outbox,
          now: () => "2026-01-01T00:00:00Z",
          say: () => undefined,
        });
        expect(known).toEqual({
          ok: true,
          value: {
            product: "TallyPrime",
            release: "7",
            isEducational: false,
            fetchStyle: nested,
            canCount: counts,
            checkedAt: "2026-01-01T00:00:00Z",
          },
        });
      }
    }
  });

  test("is made once, again after 30 days, and at once when the release has changed", async () => {
    const { tally, questions } = await tallyThat({ nested: "fetch" });
    const outbox = notes() as Outbox;
    const at = (now: string) =>
      knowTally(COMPANY, OPEN, { tally, outbox, now: () => now, say: () => undefined });
    await at("2026-01-01T00:00:00Z");
    const once = questions.length;
    await at("2026-01-30T00:00:00Z");
    expect(questions).toHaveLength(once);
    await at("2026-01-31T00:00:00Z");
    expect(questions).toHaveLength(2 * once);
    noteRelease(outbox, { release: "7" });
    await at("2026-01-31T01:00:00Z");
    expect(questions).toHaveLength(2 * once);
    noteRelease(outbox, { release: "7.1" });
    await at("2026-01-31T01:00:00Z");
    expect(questions).toHaveLength(3 * once);
  });
});
