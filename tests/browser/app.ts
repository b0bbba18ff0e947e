import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { expect } from "vitest";

import { createChildren } from "../../tools/start/children.ts";
import { buildWeb } from "../../tools/start/web-build.ts";
import { createAgent, startStack, type Stack, type StackCompany, type TestAgent } from "../flow/stack.ts";

/* What every browser test begins with: the built app on a server of its own, and a company synced from a fake Tally. */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where pictures for people go. `CFA_KEEP_SCREENS=1` puts those that `isKept` into docs, where the README shows them. */
export function screensFolder({ isKept = false }: { isKept?: boolean } = {}): string {
  const folder = isKept && process.env["CFA_KEEP_SCREENS"] === "1" ? "docs/screens" : ".cache/screens";
  mkdirSync(join(root, folder), { recursive: true });
  return join(root, folder);
}

/** The app as it is served, on a server, worker and database of the test's own. */
export async function startApp(): Promise<Stack> {
  const web = buildWeb(root, { children: createChildren(), say: () => undefined });
  await web.ready;
  return startStack({ webDir: web.folder });
}

export type SyncedApp = {
  readonly stack: Stack;
  readonly tally: FakeTally;
  readonly company: StackCompany;
  /** One more agent for the company, as if on the same PC. */
  agent(): TestAgent;
  close(): Promise<void>;
};

type SampleCompany = NonNullable<Parameters<typeof startFakeTally>[0]["companies"]>[number];

/** The app with one company, read from a fake Tally by an agent, every balance tied. */
export async function startSyncedApp(sample: SampleCompany): Promise<SyncedApp> {
  const stack = await startApp();
  const tally = await startFakeTally({ companies: [sample] });
  const company = await stack.addCompany({ name: sample.name, tallyGuid: sample.guid });
  const agent = (): TestAgent => createAgent({ tallyPort: tally.port, company, guid: sample.guid });
  const first = agent();
  expect(await first.sync()).toMatchObject({ ok: true, value: { run: { tieOut: "equal" } } });
  first.remove();
  return {
    stack,
    tally,
    company,
    agent,
    async close() {
      await tally.close();
      await stack.close();
    },
  };
}
