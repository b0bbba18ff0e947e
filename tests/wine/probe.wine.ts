import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, expect, test } from "vitest";

import { bundle } from "../../tools/agent/bundle.ts";
import { fetchNode } from "../../tools/agent/node-runtime.ts";
import { ensureChroot } from "./chroot.ts";
import { openWindowsPc, type WindowsPc } from "./windows-pc.ts";

/* Each call of Windows that the agent makes, by the plain node.exe: what fails here fails in the executable too. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const PROBE = join(root, "apps", "agent", "src", "os", "windows-probe.ts");

let pc: WindowsPc;
beforeAll(async () => {
  const chroot = ensureChroot(console.log);
  if (!chroot.ok) throw new Error(chroot.error);
  pc = await openWindowsPc(chroot.value);
});
afterAll(() => pc.close());

test("every call of Windows does what the agent expects of it", async () => {
  const node = fetchNode("win", join(root, ".cache", "agent-node"));
  if (!node.ok) throw new Error(node.error);
  writeFileSync(join(pc.drive, "probe.cjs"), await bundle(PROBE, { version: "0.0.0", releaseKeys: [] }));
  const { code, said } = await pc.run(node.value, [String.raw`C:\probe.cjs`]);
  console.log(said.replaceAll("\r", "").trim());
  expect(said.match(/^not ok .*/gm) ?? []).toEqual([]);
  expect(said.match(/^ok /gm)?.length).toBeGreaterThan(10);
  expect(code).toBe(0);
});
