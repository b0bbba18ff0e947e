import { expect, it } from "vitest";

import config from "../../app.json";
import { GOOGLE_REDIRECT, pageOfLink } from "./google-redirect";

it("is a scheme that both systems bring to this app, with the dot that Google asks for", () => {
  const [scheme = "", path] = GOOGLE_REDIRECT.split(":");
  expect(scheme).toContain(".");
  expect(path).toMatch(/^\/\w+$/);
  // Expo declares the bundle identifier on iOS by itself, on Android nothing but what is named.
  expect(config.expo.ios.bundleIdentifier).toBe(scheme);
  expect(config.expo.android.scheme).toBe(scheme);
});

it("opens no page, and the app's first one where nobody waits for it any more", () => {
  for (const path of [
    `${GOOGLE_REDIRECT}?code=4/abc&state=s`,
    GOOGLE_REDIRECT,
    "app.cfa.mobile://oauthredirect?code=x",
    "APP.CFA.MOBILE:///oauthredirect#code=x",
    "/oauthredirect?code=x",
  ]) {
    expect(pageOfLink({ path, initial: false })).toBeNull();
    expect(pageOfLink({ path, initial: true })).toBe("/");
  }
});

it("leaves every other link as it is", () => {
  for (const path of ["/", "cfa://cmp_x/bills/bil_y", "/invitations/oauthredirect", "/oauthredirects"]) {
    expect(pageOfLink({ path, initial: false })).toBe(path);
    expect(pageOfLink({ path, initial: true })).toBe(path);
  }
});
