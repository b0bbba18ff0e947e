import type { CompanyEvent } from "@cfa/contract/company-events";

/** A watch of a company as a reader has it. */
export type TestWatch = {
  readonly response: Response;
  /** All that was told so far. */
  readonly events: CompanyEvent[];
  /** Comments between them. */
  readonly comments: string[];
  readonly isOver: () => boolean;
  /** The next event for which something holds; what was told before counts. */
  readonly until: (holds: (event: CompanyEvent) => boolean) => Promise<CompanyEvent>;
  /** Waits for the other side to end it. */
  readonly end: () => Promise<void>;
  /** Goes away. */
  readonly leave: () => void;
};

const PATIENCE_MILLIS = 20_000;

/** Opens one at an address; reads what is told until it ends. */
export async function openWatch(address: string, token: string): Promise<TestWatch> {
  const going = new AbortController();
  const response = await fetch(address, {
    headers: { authorization: `Bearer ${token}`, "accept-encoding": "gzip, br" },
    signal: going.signal,
  });
  const events: CompanyEvent[] = [];
  const comments: string[] = [];
  const waiting = new Set<() => void>();
  let isOver = false;
  const read = async (): Promise<void> => {
    let text = "";
    const decoder = new TextDecoder();
    for await (const piece of response.body ?? []) {
      text += decoder.decode(piece as Uint8Array, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        if (block.startsWith(":")) comments.push(block);
        else events.push(JSON.parse(block.replace(/^data: /, "")) as CompanyEvent);
      }
      for (const look of waiting) look();
    }
  };
  const reading = read()
    .catch(() => undefined)
    .finally(() => (isOver = true));
  return {
    response,
    events,
    comments,
    isOver: () => isOver,
    until: (holds) =>
      within(
        new Promise((resolve) => {
          const look = (): void => {
            const found = events.find(holds);
            if (found === undefined) return;
            waiting.delete(look);
            resolve(found);
          };
          waiting.add(look);
          look();
        }),
        () => `not told; told was ${JSON.stringify(events)}`,
      ),
    end: () => within(reading, () => "it did not end"),
    leave: () => going.abort(),
  };
}

function within<T>(what: Promise<T>, why: () => string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(why())), PATIENCE_MILLIS);
    void what.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
