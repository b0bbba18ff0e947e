import { defineConfig } from "vitest/config";

/*
 * What of the app's sources a test runs that needs a server: Expo's packages are taken as they are for the web (the device's
 * own halves exist on devices alone), without the shim that "expo" puts into a bundle.
 */
const expoInNode = {
  define: { __DEV__: "false" },
  resolve: {
    alias: [
      { find: /^react-native$/, replacement: "react-native-web" },
      { find: /^expo$/, replacement: "expo-modules-core" },
    ],
    extensions: [".web.ts", ".web.tsx", ".web.js", ".mjs", ".js", ".mts", ".ts", ".jsx", ".tsx", ".json"],
  },
};
const EXPO = /node_modules\/(?:expo(?:-[\w-]+)?|react-native-web)\//;

/** The times end what hangs: a machine that is slow or busy is no reason to fail. */
const shared = { testTimeout: 120_000, hookTimeout: 300_000, env: { TZ: "UTC" } };

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: "pure",
          include: [
            "packages/{values,contract,tally,books,insights,nudges,assistant,reports}/src/**/*.test.ts",
            "apps/agent/{src,page/src}/**/*.test.ts",
            "apps/mobile/src/**/*.test.ts",
            "packages/testkit/src/{sample-company,fake-tally}/**/*.test.ts",
            "tools/**/*.test.ts",
          ],
        },
      },
      {
        ...expoInNode,
        test: {
          ...shared,
          name: "database",
          server: { deps: { inline: [EXPO] } },
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
