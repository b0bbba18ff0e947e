import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { carryDrafts, type CarriedDrafts } from "@cfa/agent/write-back/carry-drafts";
import { DRAFTS_FILE, openDraftStore } from "@cfa/agent/write-back/draft-store";
import { post } from "@cfa/api/test-server";
import type { DraftPreview } from "@cfa/contract/drafts";
import type { Bill, PartyBalance } from "@cfa/contract/reads";
import { createTallyClient } from "@cfa/tally/client";
import { createWriteClient, type WriteClient } from "@cfa/tally/write-back/write-client";
import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { addDays } from "@cfa/values/local-date";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { createAgent, startStack, type Stack, type StackCompany } from "./stack.ts";

/* A voucher's way back: drafted in the app, accepted by a person, carried by the agent, read back from Tally, synced as a fact. */

const sample = makeSampleCompany({ size: "S" });
const isLong = process.env["CFA_TEST_LONG"] === "1";

let stack: Stack;
let tally: FakeTally;
let company: StackCompany;
let owner: string;
let bill: Bill;
let agent: ReturnType<typeof createAgent>;
let folder: string;

beforeAll(async () => {
  stack = await startStack();
  tally = await startFakeTally({ companies: [sample], company: { wholeBooks: true } });
  company = await stack.addCompany({ name: sample.name, tallyGuid: sample.guid });
  agent = createAgent({ tallyPort: tally.port, company, guid: sample.guid });
  expect(await agent.sync()).toMatchObject({ ok: true });
  owner = await stack.server.signIn("owner");
  bill = await largestBill();
});
afterAll(async () => {
  agent.remove();
  await tally.close();
  await stack.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cfa-drafts-"));
});
afterEach(async () => {
  tally.beforeAnswer(null);
  if (tally.modal() !== null) tally.dismiss();
  if (!tally.isRunning()) await tally.restart();
  tally.set({ educational: false, latency: { perRequestMs: 0 } });
  rmSync(folder, { recursive: true, force: true });
});

const path = (rest: string) => `/api/companies/${company.id}${rest}`;

async function read<T>(rest: string): Promise<T> {
  const response = await stack.server.get(path(rest), { token: owner });
  expect([rest, response.status]).toEqual([rest, 200]);
  return (await response.json()) as T;
}

async function send<T>(rest: string, body: object): Promise<T> {
  const response = await post(stack.server.url + path(rest), body, { authorization: `Bearer ${owner}` });
  const answer: unknown = await response.json();
  expect([rest, response.status, response.status === 200 ? "" : answer]).toEqual([rest, 200, ""]);
  return answer as T;
}

/** The open bill of a bill-wise customer with the most left on it: enough for all drafts of these tests. */
async function largestBill(): Promise<Bill> {
  const { rows } = await read<{ rows: PartyBalance[] }>("/parties?limit=200");
  const bills: Bill[] = [];
  for (const party of rows)
    bills.push(...(await read<{ rows: Bill[] }>(`/parties/${party.partyId}/bills`)).rows);
  const stated = bills.filter(
    (each) => each.basis === "stated" && each.side === "receivable" && each.name !== "",
  );
  const [largest] = stated.toSorted((a, b) => Number(BigInt(b.open) - BigInt(a.open)));
  if (largest === undefined) throw new Error("the sample company has no open bill");
  return largest;
}

/** A receipt of ₹1.00 for that bill, accepted. */
async function accepted(mode: "posted" | "optional" | "file" = "posted"): Promise<DraftPreview> {
  const draftId = (await drafted()).draft.draftId;
  return send(`/drafts/${draftId}/accept`, { mode, confirmedAmount: "100" });
}

async function drafted(): Promise<DraftPreview> {
  const choices = await read<{ ledgers: { ledgerId: string }[]; voucherTypes: string[] }>(
    `/bills/${bill.billId}/draft?kind=receipt`,
  );
  return send("/drafts", {
    requestId: randomUUID(),
    billId: bill.billId,
    kind: "receipt",
    gst: "none",
    type: choices.voucherTypes[0],
    date: sample.through,
    lines: [{ ledgerId: choices.ledgers[0]?.ledgerId, amount: "100" }],
    note: "Paid at the counter",
  });
}

const preview = (draftId: string) => read<DraftPreview>(`/drafts/${draftId}`);

/** Sends to the fake Tally; `timeoutMs`: the longest silence, shorter only where no answer is ever to come. */
const writer = (timeoutMs = 20_000): WriteClient =>
  createWriteClient({ host: "127.0.0.1", port: tally.port, pauseMs: 0, timeoutMs });

/** One round of the agent. `write` in the place of its own sending; `timeoutMs` for its questions. */
async function carry(
  parts: { write?: WriteClient; timeoutMs?: number; agentId?: string } = {},
): Promise<CarriedDrafts> {
  const { timeoutMs = 20_000 } = parts;
  const store = openDraftStore(folder);
  try {
    return await carryDrafts({
      store,
      link: company.link,
      tally: createTallyClient({ host: "127.0.0.1", port: tally.port, pauseMs: 0, timeoutMs }),
      write: parts.write ?? writer(),
      companyGuid: sample.guid,
      agentId: parts.agentId ?? "pc-1",
      machine: "TALLY-PC",
      style: "fetch",
      say: () => undefined,
      now: () => new Date().toISOString(),
    });
  } finally {
    store.close();
  }
}

/** The vouchers in Tally that carry a draft's marker. */
function inTally(marker: string) {
  const everything = { from: sample.booksFrom, to: addDays(sample.through, 366) };
  return [...tally.company().vouchers(everything)].filter((voucher) => voucher.reference === marker);
}

const imports = () => tally.requests().filter((request) => request.kind.startsWith("import")).length;

describe("an accepted draft", () => {
  test("is written once, read back, and comes with the next sync as the voucher it became", async () => {
    const { draft } = await accepted();
    expect(await carry()).toEqual({ written: 1, waiting: 0 });
    expect(inTally(draft.marker)).toHaveLength(1);
    expect((await preview(draft.draftId)).draft).toMatchObject({ state: "written", became: null });
    expect(await agent.sync()).toMatchObject({ ok: true, value: { kind: "synced" } });
    const seen = await preview(draft.draftId);
    expect(seen.draft.became).toMatchObject({ state: "posted", differs: false, date: sample.through });
    expect(seen.draft.became?.number).toBe(seen.readBack?.number);
    const evidence = await read<{ bill: Bill }>(`/bills/${bill.billId}`);
    expect(BigInt(bill.open) - BigInt(evidence.bill.open)).toBe(100n);
    expect(await carry()).toEqual({ written: 0, waiting: 0 });
  });

  test("as optional moves nothing, and is optional when it is read back", async () => {
    const { draft } = await accepted("optional");
    expect(await carry()).toEqual({ written: 1, waiting: 0 });
    expect((await preview(draft.draftId)).readBack).toMatchObject({ isOptional: true, amount: "100" });
  });

  test("as a file goes through Tally's own import, and is found by the next sync", async () => {
    const { draft } = await accepted("file");
    expect(await carry()).toEqual({ written: 0, waiting: 0 });
    const { base64 } = await send<{ base64: string }>(`/drafts/${draft.draftId}/file`, {});
    const body = new Uint8Array(Buffer.from(base64, "base64"));
    const headers = { "content-type": "text/xml;charset=utf-16" };
    const response = await fetch(tally.url, { method: "POST", body, headers });
    expect(Buffer.from(await response.arrayBuffer()).toString("utf16le")).toContain("<CREATED>1</CREATED>");
    await agent.sync();
    expect((await preview(draft.draftId)).draft).toMatchObject({
      state: "accepted",
      became: { state: "posted", differs: false },
    });
  });

  test("nobody accepted is never written", async () => {
    const { draft } = await drafted();
    expect(await carry()).toEqual({ written: 0, waiting: 0 });
    expect(inTally(draft.marker)).toEqual([]);
  });
});

describe("Tally refuses", () => {
  test("a day after its own: exceptions 1, errors 0; nothing stands and that is said", async () => {
    tally.set({ today: sample.booksFrom });
    const { draft } = await accepted();
    await carry();
    tally.set({ today: null });
    expect((await preview(draft.draftId)).draft).toMatchObject({
      state: "refused",
      outcome: { code: "exceptions" },
    });
    expect(inTally(draft.marker)).toEqual([]);
  });

  test("a ledger that was deleted between the sync and the sending, in its own words", async () => {
    const { draft, lines } = await accepted();
    const bank = lines.find((line) => BigInt(line.amount) > 0n)?.ledger ?? "";
    tally.company().renameLedger(bank, "Another Bank");
    await carry();
    tally.company().renameLedger("Another Bank", bank);
    expect((await preview(draft.draftId)).draft.outcome).toMatchObject({
      code: "ledger-missing",
      message: expect.stringContaining(`Tally says: Ledger '${bank}' does not exist!`),
    });
  });

  test("in Educational mode the agent does not even send what Tally would not keep", async () => {
    const { draft } = await accepted();
    tally.set({ educational: true });
    const before = imports();
    await carry();
    expect(imports()).toBe(before);
    expect((await preview(draft.draftId)).draft.outcome?.code).toBe("date-refused");
  });

  test("a company that has another name now gets nothing", async () => {
    const { draft } = await accepted();
    tally.company().rename("Another Name");
    await carry();
    tally.company().rename(sample.name);
    expect((await preview(draft.draftId)).draft.outcome?.code).toBe("company-renamed");
    expect(inTally(draft.marker)).toEqual([]);
  });
});

describe("an answer that is lost", () => {
  test("leaves the draft unknown until a search finds the voucher; it is not sent again", async () => {
    const { draft } = await accepted();
    tally.beforeAnswer((request) => {
      if (request.kind.startsWith("import")) tally.cutNextAnswerAfter(0);
    });
    await carry();
    tally.beforeAnswer(null);
    expect((await preview(draft.draftId)).draft).toMatchObject({
      state: "unknown",
      outcome: { code: "tally-ended" },
    });
    const before = imports();
    expect(await carry()).toEqual({ written: 1, waiting: 0 });
    expect(imports()).toBe(before);
    expect((await preview(draft.draftId)).draft).toMatchObject({
      state: "written",
      outcome: { code: "found" },
    });
    expect(inTally(draft.marker)).toHaveLength(1);
  });

  test("behind a dialog says to look at the screen; what Tally goes on to do when it is closed is found", async () => {
    const { draft } = await accepted();
    tally.beforeAnswer((request) => {
      if (request.kind.startsWith("import")) tally.openModal("Bill INV-1: press any key");
    });
    await carry({ write: writer(1_500) });
    tally.beforeAnswer(null);
    const waiting = await preview(draft.draftId);
    expect(waiting.draft).toMatchObject({ state: "unknown", outcome: { code: "message-on-screen" } });
    expect(waiting.draft.outcome?.fix).toContain("Look at the Tally screen");
    await carry({ timeoutMs: 300 });
    expect((await preview(draft.draftId)).draft.state).toBe("unknown");
    tally.dismiss();
    expect(await carry()).toEqual({ written: 1, waiting: 0 });
    expect(inTally(draft.marker)).toHaveLength(1);
  });

  test("behind a dialog, when it is closed and nothing stands there, it is not sent again", async () => {
    const { draft } = await accepted();
    const write: WriteClient = {
      async send(request) {
        tally.openModal("Bill INV-1: press any key");
        return writer(200).send({ ...request, xml: "<ENVELOPE></ENVELOPE>" });
      },
    };
    await carry({ write });
    expect((await preview(draft.draftId)).draft.outcome?.code).toBe("message-on-screen");
    tally.dismiss();
    const before = imports();
    await carry();
    expect(imports()).toBe(before);
    expect((await preview(draft.draftId)).draft).toMatchObject({
      state: "refused",
      outcome: { code: "not-there" },
    });
    expect(inTally(draft.marker)).toEqual([]);
  });

  test("and an agent that is set up anew: the draft is looked for, not sent blindly", async () => {
    const { draft } = await accepted();
    const write: WriteClient = {
      async send(request) {
        await writer().send(request);
        throw new Error("the PC is switched off");
      },
    };
    await expect(carry({ write })).rejects.toThrow("switched off");
    writeFileSync(join(folder, DRAFTS_FILE), "damaged");
    rmSync(join(folder, `${DRAFTS_FILE}-wal`), { force: true });
    const before = imports();
    expect(await carry()).toEqual({ written: 1, waiting: 0 });
    expect(imports()).toBe(before);
    expect(inTally(draft.marker)).toHaveLength(1);
  });
});

test("what was made is not what was accepted: it is told with the difference and the steps, and nothing is altered", async () => {
  const { draft } = await accepted();
  const write: WriteClient = {
    send: (request) => writer().send({ ...request, xml: request.xml.replaceAll("1.00<", "2.00<") }),
  };
  const before = imports();
  await carry({ write });
  expect(imports()).toBe(before + 1);
  const seen = await preview(draft.draftId);
  expect(seen.draft).toMatchObject({ state: "unknown", outcome: { code: "differs" } });
  expect(seen.differences.find(({ field }) => field === "amount")).toEqual({
    field: "amount",
    wanted: "₹1.00",
    found: "₹2.00",
  });
  expect(seen.draft.outcome?.fix).toMatch(/never altered.*Alt\+X/);
  expect(await carry()).toEqual({ written: 0, waiting: 0 });
});

test("the same REMOTEID sent again alters and makes no second voucher: why a search comes first", async () => {
  const { draft, xml } = await accepted();
  await carry();
  const answer = await writer().send({ about: "again", company: sample.name, xml });
  expect(answer).toMatchObject({ kind: "answered", answer: { counters: { created: 0, altered: 1 } } });
  expect(inTally(draft.marker)).toHaveLength(1);
});

/** A round of an agent in a process of its own, killed by SIGKILL. Answers its steps; null when it was killed. */
async function killedRound(killAt: number | "sending"): Promise<number | null> {
  const { port } = tally;
  const order = { folder, port, server: stack.server.url, key: company.key, guid: sample.guid, killAt };
  const main = fileURLToPath(new URL("carry-main.ts", import.meta.url));
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", main, JSON.stringify(order)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let out = "";
  child.stdout.on("data", (piece: Buffer) => (out += piece.toString()));
  const signal = await new Promise((resolve) => void child.once("close", (_, by) => resolve(by)));
  return signal === "SIGKILL" ? null : Number(out.trim());
}

test("an agent killed between any two steps, or while Tally has the voucher, writes exactly one", async () => {
  await accepted();
  const steps = (await killedRound(Number.MAX_SAFE_INTEGER)) ?? 0;
  expect(steps).toBeGreaterThan(12);
  // From the end: dropped, reported, decided, read twice, its answer written down, sent, written down before it is sent.
  const riskiest = ["sending", steps - 7, steps - 6, steps - 2] as const;
  const every = Array.from({ length: steps }, (_, at) => at + 1);
  const points = isLong ? ["sending" as const, ...every] : riskiest;
  for (const at of points) {
    const { draft } = await accepted();
    const before = imports();
    tally.set({ latency: { perRequestMs: at === "sending" ? 150 : 0 } });
    expect([at, await killedRound(at)]).toEqual([at, null]);
    tally.set({ latency: { perRequestMs: 0 } });
    await carry();
    await carry();
    expect([at, inTally(draft.marker).length]).toEqual([at, 1]);
    expect([at, (await preview(draft.draftId)).draft.state]).toEqual([at, "written"]);
    // Not even a second sending that Tally would take for an alteration.
    if (at !== "sending") expect([at, imports() - before]).toEqual([at, 1]);
    rmSync(folder, { recursive: true });
  }
}, 300_000);
