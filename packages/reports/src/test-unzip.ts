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
