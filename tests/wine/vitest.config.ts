import { defineConfig } from "vitest/config";

/** One file after the other: each has a PC, and two cores carry one. */
export default defineConfig({
  test: {
    name: "wine",
    root: new URL("../..", import.meta.url).pathname,
    include: ["tests/wine/**/*.wine.ts"],
    globalSetup: ["packages/testkit/src/test-database-setup.ts", "tests/wine/build-setup.ts"],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 600_000,
    env: { TZ: "UTC" },
  },
});
