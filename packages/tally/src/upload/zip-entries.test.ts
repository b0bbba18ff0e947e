import { describe, expect, it } from "vitest";

import { headBytes, memorySource } from "./file-source.ts";
import { makeZip, type TestEntry } from "./test-zip.ts";
import { listZip, ZIP_LIMITS, ZipFault } from "./zip-entries.ts";

const list = (entries: TestEntry[], limits = ZIP_LIMITS) =>
  listZip(memorySource("books.zip", makeZip(entries)), limits);

async function textOf(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

async function code(entries: TestEntry[]): Promise<string> {
  const zip = await list(entries);
  return zip.ok ? "ok" : zip.error.code;
}

describe("a zip of exports", () => {
  it("gives its files, whatever their folders and whatever a system put beside them", async () => {
    const zip = await list([
      { name: "Export/", content: "", stored: true },
      { name: "Export/Masters.xml", content: "<ENVELOPE>masters</ENVELOPE>" },
      { name: "Export\\April\\DayBook.xml", content: "<ENVELOPE>day book</ENVELOPE>", stored: true },
      { name: "बिल.csv", content: "Date,Party" },
      { name: "__MACOSX/._Masters.xml", content: "x" },
      { name: "Export/.DS_Store", content: "x" },
    ]);
    if (!zip.ok) throw new Error(zip.error.code);
    expect(zip.value.map((file) => file.name)).toEqual(["Masters.xml", "DayBook.xml", "बिल.csv"]);
    expect(await textOf(zip.value[0]?.read() ?? [])).toBe("<ENVELOPE>masters</ENVELOPE>");
    expect(await textOf(zip.value[1]?.read({ from: 10, to: 18 }) ?? [])).toBe("day book");
    expect(
      Buffer.from(await headBytes(zip.value[2] ?? memorySource("", Buffer.alloc(0)), 4)).toString(),
    ).toBe("Date");
  });

  it("is not opened when it is protected, nested, empty, or no zip at all", async () => {
    expect(await code([{ name: "a.xml", content: "x", encrypted: true }])).toBe("zip-unsafe");
    expect(await code([{ name: "more.zip", content: makeZip([{ name: "a", content: "x" }]) }])).toBe(
      "zip-unsafe",
    );
    expect(await code([{ name: "../../etc/passwd", content: "x" }])).toBe("zip-unsafe");
    expect(await code([{ name: "C:\\Windows\\x.xml", content: "x" }])).toBe("zip-unsafe");
    expect(await code([])).toBe("empty");
    const broken = await listZip(memorySource("x.zip", Buffer.from("PK\x03\x04 and nothing more")));
    expect(broken).toMatchObject({ ok: false, error: { code: "truncated" } });
  });

  it("is bounded in files and in what they state to hold", async () => {
    const many = Array.from({ length: 101 }, (_, at) => ({ name: `${at}.xml`, content: "x" }));
    expect(await list(many)).toMatchObject({ ok: false, error: { code: "zip-unsafe" } });
    expect((await list(many.slice(1))).ok).toBe(true);
    const small = { ...ZIP_LIMITS, totalBytes: 10 };
    const twelve = [
      { name: "a", content: "123456" },
      { name: "b", content: "123456" },
    ];
    expect(await list(twelve, small)).toMatchObject({ ok: false, error: { code: "zip-unsafe" } });
  });

  it("is counted as it inflates: a header that lies and a bomb end the reading", async () => {
    const bomb = Buffer.alloc(4 * 1024 ** 2);
    for (const entry of [
      { name: "bomb.xml", content: bomb },
      { name: "lie.xml", content: bomb, statedSize: 10 },
    ]) {
      const zip = await list([entry]);
      if (!zip.ok) throw new Error(zip.error.code);
      await expect(textOf(zip.value[0]?.read() ?? [])).rejects.toThrow(ZipFault);
    }
  });
});
