import { join } from "node:path";

import { AGENT_NODE_FLAGS } from "@cfa/agent/node-flags";
import { createTallyClient } from "@cfa/tally/client";
import { localDateAt } from "@cfa/values/local-date";

import type { createChildren } from "./children.ts";
import { pairAgent, type Connection, type TallyAddress } from "./companies.ts";

export type TallySync = {
  readonly connection: Connection;
  readonly children: ReturnType<typeof createChildren>;
  /** The repository's root. */
  readonly root: string;
  readonly say: (line: string) => void;
};

const DEMO_SEED = 1;
const FAKE_TALLY_START_MS = 120_000;

/**
 * Starts the fake Tally with the sample company of size M, whose books end on the day of the first start, and syncs it
 * as an agent would.
 */
export async function syncDemo(sync: TallySync): Promise<boolean> {
  const { connection, children, root, say } = sync;
  const { value, save } = connection.state;
  if (value.demo === undefined) {
    value.demo = { through: localDateAt(new Date()), seed: DEMO_SEED };
    save();
  }
  const { through, seed } = value.demo;
  say("Demo: starting the fake Tally with three years of a sample company's books…");
  let announce: (port: number) => void;
  const port = new Promise<number>((resolve) => {
    announce = resolve;
  });
  const fake = children.run(
    [
      join(root, "packages/testkit/src/fake-tally/main.ts"),
      "--size",
      "M",
      "--port",
      "0",
      "--seed",
      String(seed),
      "--through",
      through,
      "--whole-books",
    ],
    {
      cwd: root,
      line: (line) => {
        const match = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line);
        if (match) announce(Number(match[1]));
      },
    },
  );
  const late = new Promise<number>((resolve) => {
    setTimeout(resolve, FAKE_TALLY_START_MS, 0).unref();
  });
  const listening = await Promise.race([port, fake.ended.then(() => 0), late]);
  if (listening === 0) {
    say("Demo: the fake Tally did not start; the demo company stays as it was.");
    return false;
  }
  return syncTally(sync, { host: "127.0.0.1", port: listening }, { isDemo: true });
}

/** Syncs every company that is open in a Tally, each into books of its own. Answers whether all went well. */
export async function syncTally(
  sync: TallySync,
  tally: TallyAddress,
  options: { isDemo: boolean },
): Promise<boolean> {
  const { connection, children, root, say } = sync;
  const companies = await createTallyClient(tally).companies();
  if (!companies.ok) {
    say(`Tally at ${tally.host}:${tally.port}: ${companies.error.message} ${companies.error.fix}`);
    return false;
  }
  if (companies.value.length === 0) {
    say(`Tally at ${tally.host}:${tally.port} has no company open: open it in Tally and start again.`);
  }
  let well = companies.value.length > 0;
  for (const company of companies.value) {
    const agent = await pairAgent(connection, {
      name: company.name,
      tallyGuid: company.guid,
      isDemo: options.isDemo,
      tally,
    });
    say(`Agent: syncing "${company.name}"…`);
    const child = children.run(
      [...AGENT_NODE_FLAGS, join(root, "apps/agent/src/main.ts"), "sync", "--once", "--data", agent.folder],
      { cwd: root, line: (line) => say(`  ${line}`) },
    );
    well = (await child.ended) === 0 && well;
  }
  return well;
}
