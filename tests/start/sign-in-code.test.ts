import { readFileSync } from "node:fs";
import { join } from "node:path";

import { MAIL_CODE_PATH, MAIL_CODE_SIGN_IN_PATH } from "@cfa/contract/sign-in";
import { freePort } from "@cfa/testkit/free-port";
import { saysCode } from "@cfa/testkit/secret-scan";
import { afterAll, expect, test, vi } from "vitest";

import { beginStart, newDataFolder } from "./started.ts";

/* Whoever runs `npm start` may sign in without any mail: the terminal is theirs. */

vi.setConfig({ testTimeout: 240_000 });

const data = newDataFolder();
afterAll(() => data.remove());

test("without mail the code for an address is shown in the terminal, signs in, and is not in the log", async () => {
  const started = await beginStart({ data: data.path, argv: ["--no-demo"], port: await freePort() });
  try {
    await started.until("CFA is ready");
    expect(started.output()).toContain("Sign in there with any mail address: the code is shown here.");
    const send = (path: string, body: object) =>
      fetch(started.url + path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    expect((await send(MAIL_CODE_PATH, { email: "meera@asha.in" })).status).toBe(200);
    await started.until("Code for meera@asha.in");
    const code = /Code for meera@asha\.in to sign in with: (\d{6})/.exec(started.output())?.[1] ?? "";
    const signedIn = await send(MAIL_CODE_SIGN_IN_PATH, { email: "meera@asha.in", code });
    expect(await signedIn.json()).toEqual({ user: { name: "meera", email: "meera@asha.in" } });
    const log = readFileSync(join(data.path, "cfa.log"), "utf8");
    expect(log).toContain("code-sent");
    expect(saysCode(started.output(), code)).toBe(true);
    expect(saysCode(log, code)).toBe(false);
  } finally {
    expect(await started.interrupt()).toBe(0);
  }
});
