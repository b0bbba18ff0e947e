import { readFileSync } from "node:fs";

import { writeWhole } from "../write-whole.ts";
import { readEnvLines, withoutLine } from "./env-lines.ts";
import { envSettings, type EnvSettings } from "./env-settings.ts";

/** The file's name in the data folder. */
export const ENV_FILE = ".env";

/** What stands in a .env file now; undefined: there is none. */
export function readEnvFile(path: string): EnvSettings | undefined {
  const bytes = bytesOf(path);
  if (bytes === undefined) return undefined;
  if (bytes.includes(0)) return envSettings({ entries: [], faults: [NOT_UTF_8] });
  return envSettings(readEnvLines(bytes.toString("utf8")));
}

const NOT_UTF_8 = { line: 1, message: "The file is not in UTF-8: save it as such." };

/**
 * Takes a key's line out, now that the key lies in the key store. The file is read anew, since a person may have changed it, and
 * written whole; all other bytes stay. Killed before, the key is found and moved once more.
 */
export function removeKey(path: string, key: string): void {
  for (;;) {
    // Byte by byte, whatever encoding the rest is in.
    const text = bytesOf(path)?.toString("latin1");
    const entry = readEnvLines(text ?? "").entries.find(
      ({ name, value }) => name.startsWith("CFA_API_KEY") && value === key,
    );
    if (text === undefined || entry === undefined) return;
    writeWhole(path, Buffer.from(withoutLine(text, entry.line), "latin1"));
  }
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
