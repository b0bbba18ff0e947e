import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { AGENT_NODE_FLAGS } from "@cfa/agent/node-flags";
import { createTallyClient } from "@cfa/tally/client";
import { localDateAt } from "@cfa/values/local-date";

import type { createChildren } from "./children.ts";
import { pairAgent, type Connection, type TallyAddress } from "./companies.ts";
import type { DemoSize } from "./settings.ts";

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
 * Starts the fake Tally with the sample company, whose books end on the day of the first start, and syncs it as an agent
 * would. Answers one line for what went wrong.
 */
export async function syncDemo(sync: TallySync, size: DemoSize): Promise<string[]> {
  const { connection, say } = sync;
  const { value, save } = connection.state;
  if (value.demo === undefined) {
    value.demo = { through: localDateAt(new Date()), seed: DEMO_SEED };
    save();
  }
  say("Demo: starting the fake Tally with the sample company's books…");
  const port = await startFakeTally(sync, { seed: value.demo.seed, through: value.demo.through, size });
  if (port === undefined) {
    return wrong("Demo: the fake Tally did not start; the demo company stays as it was.", say);
  }
  const problems = await syncTally(sync, { host: "127.0.0.1", port }, { isDemo: true });
  if (problems.length === 0 && value.demo.isSynced !== true) {
    value.demo.isSynced = true;
    save();
  }
  return problems;
}

/** Answers the port once the fake Tally listens, nothing when it ends or takes too long. */
async function startFakeTally(
  { children, root, say }: TallySync,
  demo: { size: DemoSize; seed: number; through: string },
): Promise<number | undefined> {
  const listening = Promise.withResolvers<number>();
  let last = "";
  let isListening = false;
  const fake = children.run(
    [join(root, "packages/testkit/src/fake-tally/main.ts"), ...argumentsOf({ ...demo, port: 0 })],
    {
      cwd: root,
      line: (line) => {
        last = line;
        const match = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line);
        if (!match) return;
        isListening = true;
        listening.resolve(Number(match[1]));
      },
    },
  );
  const failed = fake.ended.then(() => {
    if (!isListening) say(`  ${last}`);
    return undefined;
  });
  const late = sleep(FAKE_TALLY_START_MS, undefined, { ref: false });
  return Promise.race([listening.promise, failed, late]);
}

/** `--name value` of each. */
function argumentsOf(options: Readonly<Record<string, string | number>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
}

/** Syncs every company that is open in a Tally, each into books of its own. Answers one line for each thing that went wrong. */
export async function syncTally(
  sync: TallySync,
  tally: TallyAddress,
  options: { isDemo: boolean },
): Promise<string[]> {
  const { connection, say } = sync;
  const where = `Tally at ${tally.host}:${tally.port}`;
  if (!options.isDemo) say(`${where}: asking which companies are open…`);
  const companies = await createTallyClient(tally).companies();
  if (!companies.ok) return wrong(`${where}: ${companies.error.message} ${companies.error.fix}`, say);
  if (companies.value.length === 0) {
    return wrong(`${where} has no company open: open it in Tally and start again.`, say);
  }
  const problems: string[] = [];
  for (const { name, guid } of companies.value) {
    const agent = await pairAgent(connection, {
      name,
      tallyGuid: guid,
      isDemo: options.isDemo,
      tally,
    });
    say(`Agent: syncing "${name}"…`);
    const { code, last } = await runAgent(sync, agent.folder);
    if (code !== 0) problems.push(`Not synced: "${name}": ${last}`);
  }
  return problems;
}

/** One sync by the agent as a process of its own. Answers its exit code and its last line. */
async function runAgent(
  { children, root, say }: TallySync,
  folder: string,
): Promise<{ code: number; last: string }> {
  let last = "";
  const agent = children.run(
    [...AGENT_NODE_FLAGS, join(root, "apps/agent/src/main.ts"), "sync", "--once", "--data", folder],
    {
      cwd: root,
      line: (line) => {
        last = line;
        say(`  ${line}`);
      },
    },
  );
  return { code: await agent.ended, last };
}

function wrong(line: string, say: (line: string) => void): string[] {
  say(line);
  return [line];
}
