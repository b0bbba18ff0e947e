import { createPrivateKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { publish, type Publishing } from "./publish.ts";

/*
 * npm run release:agent -- --key KEY.pem --to FOLDER …: publishes a release of the desktop agent, or says anew who gets the one that lies
 * there (docs/operations.md). It runs where the key is, never on a server.
 */

const { values } = parseArgs({
  options: {
    key: { type: "string" },
    to: { type: "string" },
    from: { type: "string" },
    version: { type: "string" },
    percent: { type: "string" },
    launcher: { type: "string" },
    least: { type: "string" },
    publisher: { type: "string" },
    withdraw: { type: "string", multiple: true },
    stop: { type: "boolean" },
    "go-on": { type: "boolean" },
  },
});
process.exitCode = main();

function main(): number {
  const { key, to, from, version } = values;
  if (key === undefined || to === undefined || (from === undefined) !== (version === undefined)) {
    console.error("--key KEY.pem and --to FOLDER are needed; --from FOLDER and --version 1.2.0 go together.");
    return 1;
  }
  const signing = privateKeyIn(key);
  if (signing === undefined) {
    console.error(
      `${key} is not there, or holds no private key (openssl genpkey -algorithm ed25519 -out ${key}).`,
    );
    return 1;
  }
  const published = publish({
    key: signing,
    to: resolve(to),
    ...(from === undefined || version === undefined ? {} : { built: { folder: resolve(from), version } }),
    says: said(),
    withdraw: values.withdraw ?? [],
  });
  if (published.ok) console.log(JSON.stringify(published.value, null, 2));
  else console.error(published.error);
  return published.ok ? 0 : 1;
}

function privateKeyIn(path: string): KeyObject | undefined {
  try {
    return createPrivateKey(readFileSync(path));
  } catch {
    return undefined;
  }
}

function said(): Publishing["says"] {
  const { percent, launcher, least, publisher, stop } = values;
  return {
    ...(percent === undefined ? {} : { percent: Number(percent) }),
    ...(launcher === undefined ? {} : { launcher }),
    ...(least === undefined ? {} : { least }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(stop === true ? { isStopped: true } : {}),
    ...(values["go-on"] === true ? { isStopped: false } : {}),
  };
}
