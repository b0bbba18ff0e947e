import type { KeyObject } from "node:crypto";

import { MOST_MANIFEST_BYTES, ReleaseManifest, UPDATE_PATH } from "@cfa/contract/agent-release";
import { fail, ok, type Result } from "@cfa/values/result";

import type { Trouble } from "../engine/agent-view.ts";
import { askForSmall, type Fault } from "./ask-server.ts";
import { changeState, readState, type BundleState } from "./bundle-state.ts";
import { decide, type Standing } from "./decide.ts";
import type { Disk } from "./disk.ts";
import { download } from "./download.ts";
import { bundlePath, partPath, removeBundle, removeOthers, storedBundles } from "./stored-bundles.ts";
import { diskFault, updateTrouble } from "./troubles.ts";
import { bundleFault, signedRelease } from "./verify.ts";

export type FetchUpdate = Standing & {
  /** Origin of the server. */
  readonly server: string;
  readonly disk: Disk;
  /** Of the bundles. */
  readonly folder: string;
  readonly keys: readonly KeyObject[];
  readonly now: () => string;
  /** A newer one is there and is being fetched. */
  readonly began?: (version: string) => void;
  readonly signal?: AbortSignal | undefined;
  /** So long nothing may come before a call is given up. */
  readonly idleMillis?: number;
};

/** `ready`: it is taken at the next start; `needs-setup`: it needs a newer executable. */
export type Fetched =
  | { readonly state: "none" | "current" }
  | { readonly state: "ready" | "needs-setup"; readonly version: string };

type Offer = { readonly release: ReleaseManifest; readonly text: Uint8Array; readonly signature: Uint8Array };

const IDLE_MILLIS = 30_000;
const SIGNATURE_BYTES = 64;

/**
 * Asks the server for a newer agent and keeps it for the next start. Whatever goes wrong, and whenever the plug is pulled, the bundles that
 * could be run before can be run after.
 */
export async function fetchUpdate(update: FetchUpdate): Promise<Result<Fetched, Trouble>> {
  const trouble = ({ code, detail }: Fault) => fail(updateTrouble(code, { now: update.now(), detail }));
  try {
    // A release may be put there between the calls for its two files: then both are asked for once more.
    let offer = await askForOffer(update);
    if (!offer.ok && offer.error.code === "update-not-signed") offer = await askForOffer(update);
    if (!offer.ok) return trouble(offer.error);
    if (offer.value === undefined) return ok({ state: "none" });
    const taken = await take(offer.value, update);
    return taken.ok ? taken : trouble(taken.error);
  } catch (error) {
    const code = diskFault(error);
    if (code === undefined) throw error;
    return trouble({ code, detail: error instanceof Error ? error.message : String(error) });
  }
}

/** What the server gives out, signed by one of the keys; undefined: nothing. */
async function askForOffer({
  server,
  keys,
  signal,
  idleMillis = IDLE_MILLIS,
}: FetchUpdate): Promise<Result<Offer | undefined, Fault>> {
  const ask = (name: string, most: number) =>
    askForSmall(new URL(`${UPDATE_PATH}/${name}`, server), { most, idleMillis, signal });
  const text = await ask("manifest.json", MOST_MANIFEST_BYTES);
  if (!text.ok || text.value === undefined) return text.ok ? ok(undefined) : text;
  // A page in place of the manifest is told from one that somebody changed: the fix is another.
  if (text.value[0] === "<".charCodeAt(0)) return fail({ code: "update-odd-answer", detail: "a page" });
  const signature = await ask("manifest.sig", SIGNATURE_BYTES);
  if (!signature.ok) return signature;
  if (signature.value === undefined) return fail({ code: "update-not-signed", detail: "no signature" });
  const offer = { text: text.value, signature: signature.value };
  const signed = signedRelease(offer, keys);
  if (!signed.ok) return fail({ code: "update-not-signed", detail: signed.error });
  const release = ReleaseManifest.safeParse(JSON.parse(Buffer.from(text.value).toString("utf8")));
  if (!release.success) return fail({ code: "update-odd-answer", detail: "a manifest of another kind" });
  return ok({ ...offer, release: release.data });
}

/** Takes what is offered as far as it concerns this agent. */
async function take(offer: Offer, update: FetchUpdate): Promise<Result<Fetched, Fault>> {
  const { release } = offer;
  const { version } = release;
  const state = remember(release, update);
  switch (decide(release, update, state)) {
    case "old":
    case "later":
      return ok({ state: "current" });
    case "stopped":
      // It lies here and was never well: nobody takes it any more, so it is not tried out.
      if (!state.proven.includes(version)) removeBundle(update, version);
      return ok({ state: "current" });
    case "bad":
      return fail({ code: "update-bad", detail: version });
    case "needs-setup":
      return ok({ state: "needs-setup", version });
    case "take":
  }
  if (!isStored(release, update)) {
    update.began?.(version);
    const stored = await store(offer, update);
    if (!stored.ok) return stored;
  }
  const kept = [state.current, state.previous, update.running, version];
  removeOthers(
    update,
    kept.filter((one) => one !== null),
  );
  return ok({ state: "ready", version });
}

/** A withdrawn bundle stays so, even if an older manifest is shown again. */
function remember({ withdrawn }: ReleaseManifest, { disk, folder }: FetchUpdate): BundleState {
  const { state } = readState(disk, folder);
  const more = withdrawn.filter((hash) => !state.withdrawn.includes(hash));
  if (more.length === 0) return state;
  return changeState({ disk, folder }, (known) => ({ withdrawn: [...known.withdrawn, ...more] }));
}

function isStored(release: ReleaseManifest, { disk, folder, keys }: FetchUpdate): boolean {
  const { version, sha256 } = release;
  const stored = storedBundles({ disk, folder }, keys).find((one) => one.version === version);
  if (stored?.release.ok !== true || stored.release.value.sha256 !== sha256) return false;
  const code = disk.read(bundlePath(folder, { version, file: "cjs" }));
  return code !== undefined && bundleFault(code, release) === undefined;
}

/** The signature comes last: until then what lies there is no bundle. */
async function store({ release, text, signature }: Offer, update: FetchUpdate): Promise<Result<void, Fault>> {
  const { disk, folder, server, signal, idleMillis = IDLE_MILLIS } = update;
  const { version } = release;
  const part = partPath(folder, release);
  const url = new URL(`${UPDATE_PATH}/agent-${version}.cjs`, server);
  try {
    const brought = await download(release, { disk, url, part, signal, idleMillis });
    if (!brought.ok) return brought;
    removeBundle({ disk, folder }, version);
    disk.move(part, bundlePath(folder, { version, file: "cjs" }));
    disk.replace(bundlePath(folder, { version, file: "json" }), text);
    disk.replace(bundlePath(folder, { version, file: "sig" }), signature);
    return ok(undefined);
  } catch (error) {
    if (diskFault(error) === "disk-full") disk.remove(part); // the room is needed for the books
    throw error;
  }
}
