import { text } from "node:stream/consumers";

import { fromBufferPromise } from "yauzl";

/** One part of a zip as text; for tests. */
export async function partOf(file: Buffer, name: string): Promise<string> {
  const zip = await fromBufferPromise(file);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName === name) return text(await zip.openReadStreamPromise(entry));
  }
  throw new Error(`no ${name} in the file`);
}

/** All parts of a zip by their names. */
export async function partsOf(file: Buffer): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(file);
  const parts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    parts.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)));
  }
  return parts;
}

/** All parts of a zip as one text; for tests of what must not be in it. */
export async function textsIn(file: Buffer): Promise<string> {
  return [...(await partsOf(file)).values()].join("\n");
}
