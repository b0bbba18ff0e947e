import { fileURLToPath } from "node:url";

import { startTestCompany, type TestCompany } from "@cfa/api/test-company";
import { reportFilePath } from "@cfa/contract/report-kinds";
import { afterAll, beforeAll, expect, test } from "vitest";

/* The app's own download, as a phone does it: by the session's token, from the real server. */

type FileHead = { name: string; type: string };
type Download = (parts: {
  send: (signal: AbortSignal) => Promise<Response>;
  open: (head: FileHead) => { write(bytes: Uint8Array): void; close(): void };
  tell: (percent: number) => void;
}) => Promise<FileHead>;

// The app's sources are of another TypeScript project, so they are named where they lie.
const DOWNLOAD = fileURLToPath(new URL("../../apps/mobile/src/queries/download.ts", import.meta.url));

let asha: TestCompany;
let download: Download;
beforeAll(async () => {
  asha = await startTestCompany();
  ({ download } = (await import(DOWNLOAD)) as { download: Download });
});
afterAll(() => asha.close());

async function fetched(path: string, headers: Record<string, string>) {
  const pieces: Uint8Array[] = [];
  const told: number[] = [];
  const head = await download({
    send: (signal) => fetch(asha.server.url + path, { headers, signal }),
    open: () => ({ write: (bytes) => void pieces.push(bytes), close: () => undefined }),
    tell: (percent) => void told.push(percent),
  });
  return { head, bytes: Buffer.concat(pieces), told };
}

test("each form of a report arrives whole, named and counted to the end", async () => {
  const headers = { authorization: `Bearer ${asha.owner}` };
  const begins = { xlsx: "PK", pdf: "%PDF-", csv: "\u{FEFF}Asha Traders" };
  for (const [format, start] of Object.entries(begins) as ["xlsx" | "pdf" | "csv", string][]) {
    const path = `${reportFilePath(asha.company, "ageing", format)}?asOf=2026-04-15`;
    const { head, bytes, told } = await fetched(path, headers);
    expect(head.name).toBe(`Asha-Traders-ageing-2026-04-15.${format}`);
    expect(head.type).toMatch(/^[\w./-]+$/);
    expect(bytes.toString("utf8").startsWith(start)).toBe(true);
    expect(told.at(-1)).toBe(100);
  }
});

test("what the server refuses is refused in its words: no session, no such company, no export", async () => {
  const headers = { authorization: `Bearer ${asha.owner}` };
  const path = reportFilePath(asha.company, "ageing", "csv");
  await expect(fetched(path, {})).rejects.toMatchObject({ code: "not-signed-in" });
  const elsewhere = reportFilePath("cmp_00000000-0000-4000-8000-000000000000", "ageing", "csv");
  await expect(fetched(elsewhere, headers)).rejects.toMatchObject({ code: "not-found" });
  const nothing = fetched(`/api/companies/${asha.company}/export/file`, headers);
  await expect(nothing).rejects.toMatchObject({ code: "not-found", requestId: expect.any(String) });
});
