import { DECIDED_BY_SEARCH, type DraftOutcome } from "@cfa/contract/draft-voucher";
import type { OpenCompany, TallyClient } from "@cfa/tally/client";
import type { FetchStyle } from "@cfa/tally/request/vouchers";
import { checkDay } from "@cfa/tally/write-back/check-day";
import { decide, outcome, undecided } from "@cfa/tally/write-back/decide";
import { findMarked } from "@cfa/tally/write-back/find-marked";
import type { WriteClient } from "@cfa/tally/write-back/write-client";
import { day, localDateAt } from "@cfa/values/local-date";

import type { DraftLink } from "../server-link.ts";
import type { DraftStore, HeldDraft } from "./draft-store.ts";

export type CarryOptions = {
  readonly store: DraftStore;
  readonly link: DraftLink;
  readonly tally: TallyClient;
  readonly write: WriteClient;
  readonly companyGuid: string;
  readonly agentId: string;
  readonly machine: string;
  /** How nested lists are asked for here. */
  readonly style: FetchStyle;
  readonly say: (line: string) => void;
  /** The moment now, UTC, ISO 8601. */
  readonly now: () => string;
};

/** A draft after a round: through and in Tally, through otherwise, or not yet. */
export type Carried = "written" | "through" | "waiting";

/** Undefined where nothing more can be done in this round. */
type Next = Promise<HeldDraft | undefined>;

/** Takes one draft as far as it goes in this round. */
export async function carryOne(begun: HeldDraft, options: CarryOptions): Promise<Carried> {
  const { store } = options;
  let held: HeldDraft | undefined = begun;
  if (held.step === "sending") {
    // Killed between sending and hearing: whether Tally has it, only a search can tell.
    held = store.keep({ ...held, step: "sent", sending: { kind: "lost", because: "killed" } });
  }
  if (held.step === "decided") return report(held, options);
  const company = await openCompany(held, options);
  if (company === undefined) return waitUndecided(held, options);
  if (held.step === "held") {
    const taken = await take(held, options);
    if (taken === "through" || taken === "waiting") return taken;
    held = taken;
  }
  while (held.step !== "decided") {
    const next: HeldDraft | undefined = await search(held, { ...options, company });
    if (next === undefined) return waitUndecided(store.all().find(isSame(held)) ?? held, options);
    held = next;
  }
  return report(held, options);
}

/** The draft's company as it is open now; undefined when it is not, or when another of its name is: questions go by name. */
async function openCompany(
  { draft }: HeldDraft,
  { tally, say }: CarryOptions,
): Promise<OpenCompany | undefined> {
  const open = await tally.look();
  if (!open.ok) return undefined;
  const company = open.value.find(({ guid }) => guid === draft.company.guid);
  if (company === undefined) return undefined;
  const named = open.value.filter((other) => isSameName(other.name, company.name));
  if (named.length < 2) return company;
  say(`${draft.voucher.marker} waits: two companies named "${company.name}" are open.`);
  return undefined;
}

/** Asks the server for the last word before anything is sent. */
async function take(held: HeldDraft, options: CarryOptions): Promise<HeldDraft | "through" | "waiting"> {
  const { store, link, agentId, machine, say } = options;
  const { draftId, voucher, wasTaken } = held.draft;
  const taken = await link.takeDraft(draftId, { agentId, machine });
  if (!taken.ok) {
    if (taken.error.code === "not-found") {
      store.drop(draftId);
      return "through";
    }
    return "waiting";
  }
  const { isYours, maySend } = taken.value;
  if (!isYours) {
    say(`${voucher.marker} is not sent: it is ${taken.value.state}.`);
    store.drop(draftId);
    return "through";
  }
  return wasTaken
    ? store.keep({
        ...held,
        step: "sent",
        maySend,
        sendings: 1,
        sending: { kind: "lost", because: "killed" },
      })
    : store.keep({ ...held, step: "taken", maySend });
}

type Found = CarryOptions & { readonly company: OpenCompany };

/** Looks for the marker in Tally and goes by what it shows: nothing is sent that Tally shows already. */
async function search(held: HeldDraft, options: Found): Next {
  const { tally, company, style } = options;
  const { draft } = held;
  const openYear = { from: day(draft.openYear.from), to: day(draft.openYear.to) };
  const found = await findMarked(tally, { company, voucher: draft.voucher, openYear, style });
  if (!found.ok) return undefined;
  const decision = decide(draft, { ...held, found: found.value });
  if (decision.next === "done") return decided(held, decision.outcome, options);
  return sendChecked(held, options);
}

/** Sends, unless something that only Tally itself can tell speaks against it: the company's name now, and its mode. */
async function sendChecked(held: HeldDraft, options: Found): Next {
  const { store, tally, company, now } = options;
  const { draft } = held;
  if (!held.maySend) return decided(held, outcome("refused", "check-failed", {}), options);
  if (!isSameName(company.name, draft.company.name))
    return decided(held, outcome("refused", "company-renamed", {}), options);
  const isEducational = await tally.isEducational();
  if (!isEducational.ok) return undefined;
  const problem = checkDay(day(draft.voucher.date), {
    today: localDateAt(new Date(now())),
    openYear: { from: day(draft.openYear.from), to: day(draft.openYear.to) },
    isEducational: isEducational.value === true,
  });
  if (problem !== undefined)
    return decided(held, outcome("refused", "date-refused", { words: problem.message }), options);
  return send(store.keep({ ...held, step: "sending", sendings: held.sendings + 1 }), options);
}

/** Sends the XML as it was accepted, and writes down what came back. After a silence Tally is left alone until the next round. */
async function send(held: HeldDraft, options: CarryOptions): Next {
  const { store, write, say } = options;
  const { draft } = held;
  const { marker } = draft.voucher;
  say(`Writing ${marker} into "${draft.company.name}"…`);
  const sent = await write.send({
    about: `writing ${marker}`,
    company: draft.company.name,
    xml: draft.xml,
  });
  if (sent.kind === "not-sent") {
    store.keep({ ...held, step: "taken", sendings: held.sendings - 1 });
    say(`${marker} waits: ${sent.failure.message} ${sent.failure.fix}`);
    return undefined;
  }
  const kept = store.keep({ ...held, step: "sent", sending: sent });
  return sent.kind === "answered" ? kept : undefined;
}

function decided(held: HeldDraft, told: Omit<DraftOutcome, "at">, { store, now }: CarryOptions): HeldDraft {
  return store.keep({ ...held, step: "decided", outcome: { ...told, at: now() } });
}

/** What was sent and is not certain is told as unknown, with what to do; it stays in the store and is looked for again. */
async function waitUndecided(held: HeldDraft, options: CarryOptions): Promise<"waiting"> {
  if (held.step !== "sent") return "waiting";
  const { link, agentId, now, say } = options;
  const told = { ...undecided(held.sending), at: now() };
  say(`${held.draft.voucher.marker}: ${told.message} ${told.fix}`);
  await link.reportOutcome(held.draft.draftId, { agentId, outcome: told });
  return "waiting";
}

/** Tells the server. Only when it has taken the outcome, or will never, the draft is dropped. */
async function report(held: HeldDraft, options: CarryOptions): Promise<Carried> {
  const { store, link, agentId, say } = options;
  const { outcome: told, draft } = held;
  if (told === undefined || DECIDED_BY_SEARCH.has(told.code)) throw new Error("a decided draft is certain");
  const taken = await link.reportOutcome(draft.draftId, { agentId, outcome: told });
  if (!taken.ok && taken.error.retry === "transient") return "waiting";
  say(`${draft.voucher.marker}: ${told.message} ${told.fix}`.trim());
  store.drop(draft.draftId);
  return told.readBack === undefined ? "through" : "written";
}

function isSame({ draft }: HeldDraft): (other: HeldDraft) => boolean {
  return (other) => other.draft.draftId === draft.draftId;
}

function isSameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
