import { expect, test } from "vitest";

import { eventReader } from "./event-reader";

test("events are read wherever the text is cut", () => {
  const text =
    'data: {"a":1}\n\n: alive\n\nid: 7\ndata:{"b":2}\n\r\ndata: two\r\ndata: lines\r\n\r\ndata: not whole';
  for (let cut = 0; cut <= text.length; cut++) {
    const read = eventReader();
    expect([...read(text.slice(0, cut)), ...read(text.slice(cut))]).toEqual([
      '{"a":1}',
      '{"b":2}',
      "two\nlines",
    ]);
  }
});
