import { expect, test } from "vitest";

import { proxyOfEnvironment, proxyOfSettings } from "./proxy-rules.ts";

const SERVER = "https://app.example.in";
const on = { isOn: true, server: "10.0.0.1:8080", override: "" };

test("a proxy for all, one per scheme, and none where it is switched off", () => {
  expect(proxyOfSettings(on, SERVER)).toBe("http://10.0.0.1:8080");
  const perScheme = { ...on, server: "http=web:80;https=secure:443" };
  expect(proxyOfSettings(perScheme, SERVER)).toBe("http://secure:443");
  expect(proxyOfSettings(perScheme, "http://app.example.in")).toBe("http://web");
  expect(proxyOfSettings({ ...on, server: "http=web:8080" }, SERVER)).toBeUndefined();
  expect(proxyOfSettings({ ...on, isOn: false }, SERVER)).toBeUndefined();
});

test.each([
  ["*.example.in", SERVER, true],
  ["APP.example.in", SERVER, true],
  ["example.in", SERVER, false],
  ["app.*.in", SERVER, true],
  ["10.*", "https://10.1.2.3", true],
  ["10.*", "https://110.1.2.3", false],
  ["a*a", "https://a", false],
  ["*", SERVER, true],
  ["<local>", "http://server", true],
  ["<local>", SERVER, false],
  ["https://app.example.in", SERVER, true],
  ["http://app.example.in", SERVER, false],
  ["app.example.in:443", SERVER, true],
  ["app.example.in:8443", SERVER, false],
  ["nowhere; *.example.in", SERVER, true],
  ["(app.", SERVER, false],
])("where %s is overridden, %s is reached without the proxy: %s", (override, address, isDirect) => {
  expect(proxyOfSettings({ ...on, override }, address) === undefined).toBe(isDirect);
});

test("this machine is never reached by a proxy, whatever the settings say", () => {
  for (const address of ["http://127.0.0.1:9000", "http://localhost:9000", "http://[::1]:9000"]) {
    expect(proxyOfSettings({ ...on, override: "<-loopback>" }, address)).toBeUndefined();
    expect(proxyOfEnvironment({ http_proxy: "http://10.0.0.1:8080" }, address)).toBeUndefined();
  }
});

test("what is no address and what is no proxy that speaks HTTP is none", () => {
  expect(proxyOfSettings(on, "not an address")).toBeUndefined();
  expect(proxyOfSettings({ ...on, server: "socks://10.0.0.1:1080" }, SERVER)).toBeUndefined();
  expect(proxyOfSettings({ ...on, server: "socks=10.0.0.1:1080" }, SERVER)).toBeUndefined();
  expect(proxyOfSettings({ ...on, server: "host:99999" }, SERVER)).toBeUndefined();
  expect(proxyOfSettings({ ...on, server: "" }, SERVER)).toBeUndefined();
});

test("the environment's proxy, with the domains that it is not used for", () => {
  const environment = {
    HTTPS_PROXY: "http://user:secret@proxy.example:3128",
    no_proxy: "example.org, .example.net:8443",
  };
  expect(proxyOfEnvironment(environment, SERVER)).toBe("http://user:secret@proxy.example:3128");
  expect(proxyOfEnvironment(environment, "http://app.example.in")).toBeUndefined();
  expect(proxyOfEnvironment(environment, "https://app.example.org")).toBeUndefined();
  expect(proxyOfEnvironment(environment, "https://notexample.org")).toBeDefined();
  expect(proxyOfEnvironment(environment, "https://app.example.net")).toBeDefined();
  expect(proxyOfEnvironment({ all_proxy: "proxy:1", no_proxy: "*" }, SERVER)).toBeUndefined();
});
