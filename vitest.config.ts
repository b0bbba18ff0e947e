import { defineConfig } from "vitest/config";

const shared = { testTimeout: 30_000, hookTimeout: 120_000, env: { TZ: "UTC" } };

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: "pure",
          include: [
            "packages/{values,contract,tally,books,reports}/src/**/*.test.ts",
            "apps/agent/src/**/*.test.ts",
            "apps/mobile/src/**/*.test.ts",
            "packages/testkit/src/{sample-company,fake-tally}/**/*.test.ts",
            "tools/**/*.test.ts",
          ],
        },
      },
      {
        test: {
          ...shared,
          name: "database",
          include: [
            "packages/db/src/**/*.test.ts",
            "apps/{api,worker}/src/**/*.test.ts",
            "tests/**/*.test.ts",
          ],
          globalSetup: ["packages/testkit/src/test-database-setup.ts"],
        },
      },
    ],
  },
});
