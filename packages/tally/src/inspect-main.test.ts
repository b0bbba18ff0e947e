import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { exportFile, ledger, voucher } from "./test-xml.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cfa-inspect-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

function inspect(
  files: string[],
): Promise<{ code: number; lines: Record<string, unknown>[]; errors: string }> {
  const program = join(import.meta.dirname, "inspect-main.ts");
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...files], (error, stdout, stderr) => {
      const lines = stdout.split("\n").filter((line) => line !== "");
      resolve({
        code: typeof error?.code === "number" ? error.code : 0,
        lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
        errors: stderr,
      });
    });
  });
}

describe("npm run tally:inspect", () => {
  it("prints one line per file with exactly its keys", async () => {
    const good = join(folder, "day-book.xml");
    const lines = [
      { ledger: "A", amount: "-5.00" },
      { ledger: "B", amount: "5.00" },
    ];
    await writeFile(good, `\ufeff${exportFile([ledger(1, "A"), voucher(2, { lines })])}`, "utf16le");
    const cut = join(folder, "cut.xml");
    await writeFile(cut, exportFile([ledger(1, "A")]).slice(0, -20));
    const result = await inspect([good, cut]);
    expect(result).toMatchObject({ code: 0, errors: "" });
    expect(result.lines).toEqual([
      {
        file: good,
        bytes: expect.any(Number) as number,
        encoding: "utf-16le",
        kind: "day-book",
        company: "Asha & Sons",
        groups: 0,
        ledgers: 1,
        voucherTypes: 0,
        vouchers: 1,
        cancelled: 0,
        balanced: 1,
        quarantined: 0,
        bills: 0,
        refused: null,
        millis: expect.any(Number) as number,
      },
      expect.objectContaining({ file: cut, kind: "masters", refused: "truncated" }),
    ]);
  });

  it("says so where a file cannot be opened, goes on, and ends with 1", async () => {
    const empty = join(folder, "empty.xml");
    await writeFile(empty, "");
    const result = await inspect([join(folder, "none.xml"), folder, empty]);
    expect(result.code).toBe(1);
    expect(result.lines.map((line) => [line["kind"], line["refused"]])).toEqual([
      ["not-tally", "unreadable"],
      ["not-tally", "unreadable"],
      ["empty", null],
    ]);
    expect(result.errors).toMatch(/none\.xml: cannot be opened .*\n.*cannot be opened/);
  });
});
