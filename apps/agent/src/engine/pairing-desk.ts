import { setTimeout as sleep } from "node:timers/promises";

import { PAIRING_QR, showCode } from "@cfa/contract/pairing-code";
import type { CompanyRecord } from "@cfa/contract/records";
import { fail, ok, type Result } from "@cfa/values/result";

import { pairByCode, type PairingEnd, type PairingEvent } from "../pair/pair-by-code.ts";
import { createPairingLink } from "../pair/pairing-link.ts";
import type { PairingView, Trouble } from "./agent-view.ts";
import type { Core } from "./core.ts";
import type { TallyDesk } from "./tally-desk.ts";
import { troubleOf } from "./troubles.ts";

/** One pairing at a time, and how it goes. */
export type PairingDesk = {
  readonly view: () => PairingView | null;
  /** Begins one; `code` is what was typed or scanned, without it this agent shows its own. What comes of it is in the view. */
  readonly begin: (what: { companyGuid: string; server: string; code?: string }) => void;
  readonly end: () => void;
};

/** Takes a company with its key; what the settings do not take is a sentence. */
export type Taken = (company: CompanyRecord, what: { key: string; server: string }) => Result<void, string>;

type PairingDeskOptions = { readonly core: Core; readonly desk: TallyDesk; readonly taken: Taken };
type Begun = { companyGuid: string; server: string; code?: string };

/** See PairingDesk. */
export function createPairingDesk({ core, desk, taken }: PairingDeskOptions): PairingDesk {
  let view: PairingView | null = null;
  let work: AbortController | undefined;
  const end = (): void => {
    work?.abort();
    work = undefined;
    view = null;
    core.changed();
  };
  return {
    view: () => view,
    end,
    begin(what) {
      end();
      const mine = new AbortController();
      work = mine;
      const show = (changes: Partial<PairingView>): void => {
        if (work !== mine || view === null) return; // ended, or another has begun
        view = { ...view, ...changes };
        core.changed();
      };
      view = viewAtStart(what);
      core.changed();
      const ending = AbortSignal.any([core.ending, mine.signal]);
      void pairOne(what, { core, desk, taken, show, ending }).then(show);
    },
  };
}

function viewAtStart({ companyGuid, code }: Begun): PairingView {
  return {
    kind: code === undefined ? "own" : "typed",
    companyGuid,
    companyName: companyGuid,
    state: "starting",
    code: null,
    qr: null,
    expiresAt: null,
    trouble: null,
  };
}

type PairOne = PairingDeskOptions & {
  readonly show: (changes: Partial<PairingView>) => void;
  readonly ending: AbortSignal;
};

/** Pairs, and answers what the view ends with. */
async function pairOne(what: Begun, parts: PairOne): Promise<Partial<PairingView>> {
  const { core, desk, taken, show, ending } = parts;
  try {
    const company = await findOpen(what.companyGuid, desk, core.now());
    if (!company.ok) return { state: "failed", trouble: company.error };
    show({ companyName: company.value.name });
    const key = await pairByCode({
      link: createPairingLink(what.server),
      company: company.value,
      self: { machine: core.options.machine, user: core.options.user },
      code: what.code,
      told: (event) => show(seenIn(event)),
      sleep: (ms) => sleep(ms, undefined, { signal: ending }).catch(() => undefined),
      ending,
    });
    if (ending.aborted) return {};
    if (!key.ok) return endedBy(key.error, core.now());
    const kept = taken(company.value, { key: key.value, server: what.server });
    if (!kept.ok) return failed("settings-damaged", kept.error, core.now());
    return { state: "paired", code: null, qr: null, trouble: null };
  } catch (error) {
    core.broke(error);
    return failed("agent-broken", "The agent broke while pairing.", core.now());
  }
}

function seenIn(event: PairingEvent): Partial<PairingView> {
  if (event.kind === "retrying") return {};
  if (event.kind === "claimed") return { state: "waiting", expiresAt: event.expiresAt };
  const { code, expiresAt } = event;
  return { state: "waiting", code: showCode(code), qr: `${PAIRING_QR}${code}`, expiresAt };
}

/** The open company as Tally tells it now. */
export async function findOpen(
  guid: string,
  desk: TallyDesk,
  now: string,
): Promise<Result<CompanyRecord, Trouble>> {
  const open = await desk.client().companies();
  if (!open.ok) return fail(troubleOf({ ...open.error, side: "tally" }, now));
  const company = open.value.find((each) => each.guid === guid);
  if (company !== undefined) return ok(company);
  const message = "This company is not open in Tally now.";
  return fail(troubleOf({ code: "unknown-company", message }, now));
}

function endedBy({ state, code, message }: PairingEnd, now: string): Partial<PairingView> {
  return { state, code: null, qr: null, trouble: troubleOf({ code, message }, now) };
}

function failed(code: string, message: string, now: string): Partial<PairingView> {
  return { state: "failed", code: null, qr: null, trouble: troubleOf({ code, message }, now) };
}
