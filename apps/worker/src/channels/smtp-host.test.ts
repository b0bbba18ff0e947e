import { expect, test } from "vitest";

import { findMailHost, isPublicAddress } from "./smtp-host.ts";

/* Where a mail server's typed name may lead, and where not. */

const at =
  (...addresses: string[]) =>
  () =>
    Promise.resolve(addresses);
const failing = (code: string) => () => Promise.reject(Object.assign(new Error("dns"), { code }));
const PUBLIC = "151.101.1.1";

test("a name is looked up once, and the address found is the one to connect to", async () => {
  let looked = 0;
  const found = await findMailHost({ host: "smtp.asha.in", port: 587 }, false, () => {
    looked++;
    // The second time it would be another.
    return Promise.resolve([looked === 1 ? PUBLIC : "127.0.0.1"]);
  });
  expect(found).toEqual({ kind: "found", address: PUBLIC, isLoopback: false });
  expect(looked).toBe(1);
});

test.each([
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "127.0.0.1",
  "127.8.8.8",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.2.1",
  "192.168.1.1",
  "198.18.0.1",
  "203.0.113.7",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:8.8.8.8",
  "64:ff9b::7f00:1",
  "100::1",
  "2001::1",
  "2001:db8::1",
  "2002:7f00:1::",
  "fc00::1",
  "fd12:3456::1",
  "fe80::1",
  "fec0::1",
  "ff02::1",
  "",
  "smtp.asha.in",
])("%s is no public address, alone or beside one that is", async (address) => {
  expect(isPublicAddress(address)).toBe(false);
  for (const all of [[address], [PUBLIC, address], [address, PUBLIC]]) {
    expect(await findMailHost({ host: "smtp.asha.in", port: 587 }, false, at(...all))).toEqual({
      kind: "refused",
      code: "bad-host",
    });
  }
});

test.each(["8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"])(
  "%s is one",
  (address) => expect(isPublicAddress(address)).toBe(true),
);

test.each(["2130706433", "0x7f000001", "127.1", "localhost"])(
  "%s is looked up as it is meant, and leads to this machine no more than it does",
  async (host) => {
    expect(await findMailHost({ host, port: 587 }, false)).toMatchObject({ kind: "refused" });
  },
);

test.each([
  "",
  "a b",
  "smtp.asha.in/x",
  "user@smtp.asha.in",
  "-x.in",
  "http://smtp.asha.in",
  "x".repeat(300),
])("%s is no name of a server and is not looked up", async (host) => {
  expect(await findMailHost({ host, port: 587 }, false, failing("EAI_AGAIN"))).toEqual({
    kind: "refused",
    code: "bad-host",
  });
});

test("beyond this machine mail goes to the ports of mail", async () => {
  for (const port of [22, 80, 443, 3_306, 5_432, 6_379, 11_211]) {
    expect(await findMailHost({ host: "x.in", port }, false, at(PUBLIC))).toMatchObject({ code: "bad-host" });
  }
  for (const port of [25, 465, 587, 2_525]) {
    expect(await findMailHost({ host: "x.in", port }, false, at(PUBLIC))).toMatchObject({ kind: "found" });
  }
});

test("this machine's own server is let through where nobody else reaches us, and nothing beside it", async () => {
  const own = { host: "mail.local", port: 1_025 };
  expect(await findMailHost(own, true, at("127.0.0.1"))).toMatchObject({ isLoopback: true });
  expect(await findMailHost(own, true, at("127.0.0.1", PUBLIC))).toMatchObject({ code: "bad-host" });
  expect(await findMailHost(own, true, at("192.168.1.9"))).toMatchObject({ code: "bad-host" });
  expect(await findMailHost(own, false, at("127.0.0.1"))).toMatchObject({ code: "bad-host" });
});

test("a name that is not known is refused, and names that cannot be looked up now are tried again", async () => {
  const host = { host: "smtp.asha.in", port: 587 };
  expect(await findMailHost(host, false, failing("ENOTFOUND"))).toMatchObject({ code: "bad-host" });
  expect(await findMailHost(host, false, failing("EAI_AGAIN"))).toMatchObject({ code: "not-resolved" });
  expect(await findMailHost(host, false, at())).toMatchObject({ code: "bad-host" });
});
