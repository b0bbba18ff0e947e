import { describe, expect, it } from "vitest";

import { download, fileNameIn, type FileHead } from "./download";
import { failureOf } from "./failure";

const TEXT = new TextEncoder();

/** Downloads an answer whose body comes in these pieces; `breaks`: then the connection does. */
async function fetched(
  pieces: string[],
  options: { headers?: Record<string, string>; breaks?: boolean } = {},
) {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(TEXT.encode(piece));
      if (!options.breaks) controller.close();
    },
    pull(controller) {
      if (options.breaks) controller.error(new TypeError("connection lost"));
    },
  });
  const kept = { text: "", closed: 0, heads: [] as FileHead[], told: [] as number[] };
  const done = download({
    send: () => Promise.resolve(new Response(body, { headers: options.headers ?? {} })),
    open: (head) => {
      kept.heads.push(head);
      return {
        write: (bytes) => void (kept.text += new TextDecoder().decode(bytes)),
        close: () => void kept.closed++,
      };
    },
    tell: (percent) => void kept.told.push(percent),
  });
  const failure = await done.then(() => null).catch((error: unknown) => error);
  return { ...kept, failure };
}

describe("a file that is fetched", () => {
  it("is kept whole, under the name and kind that the server gives, and its progress is told", async () => {
    const headers = {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="ageing.csv"',
      "content-length": "8",
    };
    expect(await fetched(["ab", "cd", "efgh"], { headers })).toEqual({
      text: "abcdefgh",
      closed: 1,
      heads: [{ name: "ageing.csv", type: "text/csv" }],
      told: [25, 50, 100],
      failure: null,
    });
  });

  it("has no percent where its length is not said, or is that of the compressed form", async () => {
    expect(await fetched(["ab", "cd"])).toMatchObject({ text: "abcd", told: [], failure: null });
    const headers = { "content-length": "99", "content-encoding": "gzip" };
    expect(await fetched(["ab", "cd"], { headers })).toMatchObject({ text: "abcd", told: [], failure: null });
  });

  it("is none when it ends too early or the connection breaks, and the place for it is closed", async () => {
    const short = await fetched(["ab"], { headers: { "content-length": "8" } });
    expect(short).toMatchObject({ closed: 1, failure: { code: "unreachable" } });
    expect(await fetched(["ab"], { breaks: true })).toMatchObject({
      closed: 1,
      failure: { code: "unreachable" },
    });
  });

  it("is refused in the server's words, and then no place is made for it", async () => {
    const body = JSON.stringify({ code: "not-found", message: "no", requestId: "req_1" });
    const opened: FileHead[] = [];
    const parts = {
      open: (head: FileHead) => {
        opened.push(head);
        throw new Error("not to be opened");
      },
      tell: () => undefined,
    };
    const refused = download({ ...parts, send: async () => new Response(body, { status: 404 }) });
    await expect(refused).rejects.toEqual(failureOf({ status: 404, body, requestId: null }));
    const silent = download({ ...parts, send: () => Promise.reject(new TypeError("no connection")) });
    await expect(silent).rejects.toMatchObject({ code: "unreachable" });
    expect(opened).toEqual([]);
  });

  it("is no file where the device cannot write it: what it threw is passed on", async () => {
    const full = download({
      send: async () => new Response("abc"),
      open: () => ({
        write: () => {
          throw new Error("no space left");
        },
        close: () => undefined,
      }),
      tell: () => undefined,
    });
    await expect(full).rejects.toThrow("no space left");
  });
});

describe("the name of a file", () => {
  it("is what it is in any script", () => {
    const disposition = `attachment; filename="2026.csv"; filename*=UTF-8''${encodeURIComponent("आशा-बकाया.csv")}`;
    expect(fileNameIn(disposition)).toBe("आशा-बकाया.csv");
  });

  it("is never a path, never hidden and never empty", () => {
    expect(fileNameIn('attachment; filename="../../etc/passwd"')).toBe("-..-etc-passwd");
    expect(fileNameIn("attachment; filename*=UTF-8''..%2F..%5Cx.zip")).toBe("-..-x.zip");
    expect(fileNameIn('attachment; filename="..."')).toBe("file");
    expect(fileNameIn("attachment; filename*=UTF-8''a%2523b%3Fc.csv")).toBe("a-23b-c.csv");
    expect(fileNameIn("attachment; filename*=UTF-8''%E0%A4")).toBe("file");
    expect(fileNameIn("")).toBe("file");
  });
});
