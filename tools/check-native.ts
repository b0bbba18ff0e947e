import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Bundles the app for Android and iOS, without a native build; ends with 1 and Expo's words when one does not bundle. */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const output = mkdtempSync(join(tmpdir(), "cfa-native-"));
let failed = false;
for (const platform of ["android", "ios"]) {
  const started = Date.now();
  const folder = join(output, platform);
  const run = spawnSync(
    process.execPath,
    [join(root, "node_modules/expo/bin/cli"), "export", "--platform", platform, "--output-dir", folder],
    {
      cwd: join(root, "apps/mobile"),
      encoding: "utf8",
      env: { ...process.env, CI: "1", EXPO_NO_TELEMETRY: "1", EXPO_OFFLINE: "1", NODE_ENV: "production" },
    },
  );
  const bundled = run.status === 0 && readdirSync(folder).includes("metadata.json");
  console.log(
    `${bundled ? "✓" : "✗"} the app bundles for ${platform} (${Math.round((Date.now() - started) / 1000)} s)`,
  );
  if (!bundled) console.error(`${run.stdout}${run.stderr}`);
  failed ||= !bundled;
}
rmSync(output, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
