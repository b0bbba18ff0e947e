import { expect, test } from "vitest";

import { appLinkRoutes } from "./routes.ts";

const FILES = ["/.well-known/apple-app-site-association", "/.well-known/assetlinks.json"];

test("without settings there is no file: none is better than one that says no app", async () => {
  const app = appLinkRoutes({ apple: null, android: null });
  app.onError((error, context) => context.json({ code: (error as { code?: string }).code ?? "" }, 404));
  for (const file of FILES) {
    const response = await app.request(file);
    expect([response.status, await response.json()]).toEqual([404, { code: "not-found" }]);
  }
});

test("each system is told of its app, as JSON, and of the pages of people alone", async () => {
  const app = appLinkRoutes({
    apple: { appId: "ABCDE12345.app.cfa.mobile" },
    android: { package: "app.cfa.mobile", fingerprints: ["AB:CD"] },
  });
  const apple = await app.request(FILES[0] ?? "");
  const android = await app.request(FILES[1] ?? "");
  expect(apple.headers.get("content-type")).toContain("application/json");
  expect(await apple.json()).toEqual({
    applinks: {
      details: [
        {
          appIDs: ["ABCDE12345.app.cfa.mobile"],
          components: [
            { "/": "/cmp_*" },
            { "/": "/invitations/*" },
            { "/": "/new-company*" },
            { "/": "/sign-in*" },
          ],
        },
      ],
    },
  });
  expect(await android.json()).toEqual([
    {
      relation: ["delegate_permission/common.handle_all_urls"],
      target: {
        namespace: "android_app",
        package_name: "app.cfa.mobile",
        sha256_cert_fingerprints: ["AB:CD"],
      },
    },
  ]);
});
