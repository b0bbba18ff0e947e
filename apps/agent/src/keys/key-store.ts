import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { assert } from "@cfa/values/assert";
import { fail, ok, type Result } from "@cfa/values/result";

import { companyHash } from "../company-hash.ts";
import type { Protection } from "../os/os.ts";
import type { SyncFailure } from "../outcome.ts";
import { writeWhole } from "../write-whole.ts";

const FOLDER = "keys";
const KEY_FORM = /^cfa_(live|test)_[0-9A-Za-z]{39}$/;

/** Why a company's key is not to be had. */
export type KeyFailure = SyncFailure & { readonly code: "key-unreadable" | "key-missing" };

/** The keys of the companies that this agent carries, each sealed in a file of its own. */
export type KeyStore = {
  /** Whether the system protects them, and not only the files' rights. */
  readonly isProtected: boolean;
  readonly read: (companyGuid: string) => Result<string, KeyFailure>;
  /** Written before it answers: a kill afterwards does not lose it, one before leaves the earlier key. */
  readonly keep: (companyGuid: string, key: string) => void;
  readonly forget: (companyGuid: string) => void;
};

/** Opens the key store in an agent's data folder. Nothing is written before a key is kept. */
export function openKeyStore(folder: string, protection: Protection): KeyStore {
  const pathOf = (companyGuid: string): string => join(folder, FOLDER, `${companyHash(companyGuid)}.key`);
  return {
    isProtected: protection.isProtected,
    read(companyGuid) {
      const path = pathOf(companyGuid);
      if (!existsSync(path)) return fail(missing());
      try {
        const plain = protection.unprotect(readFileSync(path));
        const key = plain === undefined ? "" : Buffer.from(plain).toString("utf8");
        return isApiKey(key) ? ok(key) : fail(unreadable());
      } catch {
        return fail(unreadable());
      }
    },
    keep(companyGuid, key) {
      assert(isApiKey(key), "only keys of the right form are kept");
      writeWhole(pathOf(companyGuid), protection.protect(Buffer.from(key, "utf8")));
    },
    forget(companyGuid) {
      rmSync(pathOf(companyGuid), { force: true });
      rmSync(`${pathOf(companyGuid)}.new`, { force: true });
    },
  };
}

/** Whether a text has the form of a company's key. */
export function isApiKey(text: string): boolean {
  return KEY_FORM.test(text);
}

function unreadable(): KeyFailure {
  return {
    code: "key-unreadable",
    side: "agent",
    message: "The company's key cannot be opened on this PC: it was changed, or made by another user or PC.",
    fix: "Paste the key or pair again.",
  };
}

function missing(): KeyFailure {
  return {
    code: "key-missing",
    side: "agent",
    message: "There is no key for this company on this PC.",
    fix: "Paste the key or pair again.",
  };
}
