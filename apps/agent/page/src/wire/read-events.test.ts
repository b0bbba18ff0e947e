import { expect, test } from "vitest";

import { readEvents } from "./read-events.ts";

async function told(...parts: Uint8Array[]): Promise<string[]> {
  const said: string[] = [];
  await readEvents(new Blob(parts as BlobPart[]).stream(), (data) => said.push(data));
  return said;
}
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("events are told whole, comments and what was cut off are not", async () => {
  expect(await told(bytes(':\n\ndata: {"a":1}\n\nevent: x\r\ndata: 2\r\n\r\ndata: cut'))).toEqual([
    '{"a":1}',
    "2",
  ]);
});

test("a letter of several bytes may be cut in two by the network", async () => {
  const whole = bytes("data: कंपनी\n\n");
  const said: string[] = [];
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of whole) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  await readEvents(stream, (data) => said.push(data));
  expect(said).toEqual(["कंपनी"]);
});

test("a stream that breaks off is an error of whoever reads it", async () => {
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.error(new Error("unplugged")),
  });
  await expect(readEvents(stream, () => undefined)).rejects.toThrow("unplugged");
});
