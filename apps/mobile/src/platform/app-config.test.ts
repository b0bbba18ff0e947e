import { PUSH_CHANNEL } from "@cfa/contract/alert-kinds";
import { APP_ID, APP_LINK_PREFIXES } from "@cfa/contract/app-links";
import { afterEach, expect, test, vi } from "vitest";

import appConfig, { LINK_PREFIXES } from "../../app.config";
import appJson from "../../app.json";

const config = appJson.expo as Parameters<typeof appConfig>[0]["config"];

afterEach(() => {
  vi.unstubAllEnvs();
});

test("the apps declare just the links that the server vouches for, of the server they are built for", () => {
  vi.stubEnv("EXPO_PUBLIC_API_URL", "https://cfa.example.in");
  const made = appConfig({ config });
  expect(LINK_PREFIXES).toEqual([...APP_LINK_PREFIXES]);
  expect(made.ios).toMatchObject({
    bundleIdentifier: APP_ID,
    associatedDomains: ["applinks:cfa.example.in"],
  });
  expect(made.android).toMatchObject({ package: APP_ID });
  const [filter] = made.android?.intentFilters ?? [];
  expect(filter?.autoVerify).toBe(true);
  expect(filter?.data).toEqual(
    APP_LINK_PREFIXES.map((pathPrefix) => ({ scheme: "https", host: "cfa.example.in", pathPrefix })),
  );
});

test.each([undefined, "", "http://192.168.1.5:4000", "nonsense"])(
  "a build for %s declares no links",
  (server) => {
    vi.stubEnv("EXPO_PUBLIC_API_URL", server);
    const made = appConfig({ config });
    expect([made.ios?.associatedDomains, made.android?.intentFilters]).toEqual([undefined, undefined]);
  },
);

test("the gallery takes the place of the app only where it is asked for", () => {
  expect(appConfig({ config }).extra).toBeUndefined();
  vi.stubEnv("CFA_GALLERY", "1");
  expect(appConfig({ config }).extra).toEqual({ router: { root: "src/gallery/routes" } });
});

test("messages to phones come in the channel that the server names; nothing of the app starts with the phone", () => {
  const plugin = appJson.expo.plugins.find((one) => one[0] === "expo-notifications");
  expect(plugin?.[1]).toMatchObject({ defaultChannel: PUSH_CHANNEL });
  expect(appJson.expo.android.blockedPermissions).toContain("android.permission.RECEIVE_BOOT_COMPLETED");
});
