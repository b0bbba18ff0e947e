import type { QuarantineRecord } from "@cfa/contract/records";
import type { TallyFailure } from "@cfa/tally/failures";
import { fail, ok, type Result } from "@cfa/values/result";

import { backOffMs } from "../schedule/back-off.ts";
import { createBatcher } from "./batcher.ts";
import { locate } from "./company.ts";
import { afterFailure } from "./pace.ts";
import { countIn, halvesByDays, halvesByNumber, rangesOf, type Piece } from "./piece.ts";
import { readIdentities, type Identity } from "./read-window.ts";
import type { Reading } from "./reading.ts";
import { titleOf } from "./requests.ts";

/** A window that failed, and what is to be read after it. */
export type Failed = { readonly window: Piece; readonly behind: readonly Piece[] };

/** What is left alone after so many failures of its own. */
const LAST_FAILURE = 2;
const SHOWN_AT_MOST = 100;

/**
 * What is done about a window that failed, by the class of the failure. Ok: the queue has been changed and reading goes on.
 * Otherwise the sync ends for now with this failure; what has been read stays.
 */
export async function copeWith(
  failure: TallyFailure,
  failed: Failed,
  reading: Reading,
): Promise<Result<void, TallyFailure>> {
  const { tally, say } = reading.options;
  switch (failure.retry) {
    case "halve":
      if (failure.code !== "educational") return halve(failure, failed, reading);
      say(failure.message);
      reading.setEducational();
      return ok(undefined);
    case "once-then-quarantine":
      if (await tally.isAnswering()) return halve(failure, failed, reading);
      if (failure.isBlamed === true) noteKiller(failed, reading);
      return fail(failure);
    case "quiet":
    case "back-off":
      if (failure.code === "company-closed" || failure.code === "wrong-company")
        return findAgain(failure, reading);
      if (failure.code !== "busy") return fail(failure);
      say(`${failure.message} ${failure.fix}`);
      return (await answersAgain(reading)) ? halve(failure, failed, reading) : fail(failure);
    case "stop":
      return fail(failure);
  }
}

/** Cuts a window into ranges of AlterIds by the identities of its vouchers; one voucher alone is tried once more, then set aside. */
export async function splitByIds(
  window: Piece,
  behind: readonly Piece[],
  reading: Reading,
  failure?: TallyFailure,
): Promise<Result<void, TallyFailure>> {
  const identities = window.kind === "vouchers" ? await readIdentities(window, reading) : undefined;
  if (identities === undefined || !identities.ok) {
    if (identities !== undefined && identities.error.retry === "quiet") return identities;
    return splitByNumber(failure ?? identities?.error, { window, behind }, reading);
  }
  const [only] = identities.value;
  if (identities.value.length === 1 && only !== undefined) {
    const failures = (window.failures ?? 0) + (failure === undefined ? 0 : 1);
    if (failure !== undefined && failures >= LAST_FAILURE)
      return setAside([only], { behind, failure }, reading);
    const again: Piece = { ...window, after: only.alterId - 1, upTo: only.alterId, isExact: true, failures };
    reading.save([again, ...behind]);
    return ok(undefined);
  }
  const ids = identities.value.map(({ alterId }) => alterId);
  const size =
    failure === undefined ? reading.pace.size : Math.min(reading.pace.size, Math.ceil(ids.length / 2));
  reading.save([...rangesOf(window, ids, Math.max(1, size)), ...behind]);
  return ok(undefined);
}

/** Puts aside what Tally did not survive: every voucher by its GUID or, when not even those can be had, as one. */
export async function setAsideWhole(
  window: Piece,
  behind: readonly Piece[],
  reading: Reading,
): Promise<Result<void, TallyFailure>> {
  const { outbox, now, say } = reading.options;
  const { aside, ...piece } = window;
  const reason = `Tally closed when this was read (${titleOf(piece)}); it is tried again after a day.`;
  let found: Identity[] = [];
  if (aside === "named") {
    const identities = await readIdentities(piece, reading);
    if (!identities.ok) {
      const isFatal = identities.error.isBlamed === true && !(await reading.options.tally.isAnswering());
      if (!isFatal && identities.error.code !== "truncated") return identities;
      reading.save([{ ...piece, aside: "unnamed" }, ...behind]);
      return isFatal ? identities : ok(undefined);
    }
    found = identities.value;
  }
  const named: QuarantineRecord[] = found.map(({ guid, name }) => ({ kind: "voucher", guid, name, reason }));
  const records = aside === "named" ? named : [{ kind: "voucher" as const, name: titleOf(piece), reason }];
  await putAside(records, behind, reading);
  const killers = (outbox.recall("killers") ?? []).filter((known) => titleOf(known.piece) !== titleOf(piece));
  outbox.remember("killers", [...killers, { piece, at: now() }]);
  say(`Set aside ${records.length} vouchers: ${reason}`);
  return ok(undefined);
}

async function halve(
  failure: TallyFailure,
  failed: Failed,
  reading: Reading,
): Promise<Result<void, TallyFailure>> {
  const { window, behind } = failed;
  const held =
    window.days === undefined || window.after !== undefined
      ? undefined
      : countIn(window.days, reading.counts);
  if (window.days !== undefined) reading.pace = afterFailure(reading.pace, held === 0 ? undefined : held);
  reading.options.say(`${failure.message} (${titleOf(window)})`);
  const halves = halvesByDays(window, reading.cutBy());
  if (halves === null) return splitByIds(window, behind, reading, failure);
  reading.save([...halves, ...behind]);
  return ok(undefined);
}

/** Without identities only the numbers of AlterIds can be halved. The last one that fails is set aside without a name. */
async function splitByNumber(
  failure: TallyFailure | undefined,
  { window, behind }: Failed,
  reading: Reading,
): Promise<Result<void, TallyFailure>> {
  const halves = halvesByNumber(window, markOf(window, reading));
  if (halves !== null) {
    reading.save([...halves, ...behind]);
    return ok(undefined);
  }
  const failures = (window.failures ?? 0) + 1;
  if (failures < LAST_FAILURE) {
    reading.save([{ ...window, isExact: true, failures }, ...behind]);
    return ok(undefined);
  }
  const reason = `Tally could not give this object: ${failure?.message ?? "no answer"}`;
  await putAside([{ kind: recordKind(window), name: titleOf(window), reason }], behind, reading);
  return ok(undefined);
}

async function setAside(
  vouchers: readonly Identity[],
  { behind, failure }: { behind: readonly Piece[]; failure: TallyFailure },
  reading: Reading,
): Promise<Result<void, TallyFailure>> {
  const reason = `Tally could not give this voucher: ${failure.message}`;
  const records = vouchers.map(({ guid, name }): QuarantineRecord => ({
    kind: "voucher",
    guid,
    name,
    reason,
  }));
  await putAside(records, behind, reading);
  for (const { name } of vouchers) reading.options.say(`Set aside ${name}: ${failure.message}`);
  return ok(undefined);
}

/** Writes quarantine records and moves on, in one write. */
async function putAside(
  records: readonly QuarantineRecord[],
  behind: readonly Piece[],
  reading: Reading,
): Promise<void> {
  const { outbox, run, now } = reading.options;
  await outbox.whole(async () => {
    const batcher = createBatcher(outbox, run);
    for (const record of records) batcher.sink.quarantined(record);
    batcher.flush();
    reading.save(behind, records.length);
    const shown = records.map(({ guid, name, reason }) => ({
      ...(guid === undefined ? {} : { guid }),
      ...(name === undefined ? {} : { name }),
      reason,
      at: now(),
    }));
    outbox.remember("setAside", [...(outbox.recall("setAside") ?? []), ...shown].slice(-SHOWN_AT_MOST));
  });
}

/** The highest AlterId that a window's objects can have. */
function markOf({ days }: Piece, { options }: Reading): number {
  return days === undefined ? options.run.marks.masters : options.run.marks.vouchers;
}

function recordKind({ kind }: Piece): QuarantineRecord["kind"] {
  switch (kind) {
    case "groups":
      return "group";
    case "ledgers":
      return "ledger";
    case "voucher-types":
      return "voucher-type";
    case "vouchers":
    case "presence":
    case "period":
      return "voucher";
  }
}

/** Tally is gone after a question it should have survived: when it is back, that question is not sent again as it was. */
function noteKiller({ window, behind }: Failed, reading: Reading): void {
  const halves = window.kind === "vouchers" ? null : halvesByNumber(window, markOf(window, reading));
  reading.save(halves === null ? [{ ...window, aside: "named" }, ...behind] : [...halves, ...behind]);
}

/** Asks by GET, less and less often, until Tally answers or patience is at its end. */
async function answersAgain(reading: Reading): Promise<boolean> {
  const { tally, waiting, patienceMs } = reading.options;
  let waited = 0;
  for (let attempt = 1; ; attempt++) {
    if (await tally.isAnswering()) return true;
    if (waited >= patienceMs) return false;
    const wait = backOffMs(attempt, waiting.random);
    await waiting.sleep(wait);
    waited += wait;
  }
}

/** The company may bear another name by now; under the same name it really is not there. */
async function findAgain(failure: TallyFailure, reading: Reading): Promise<Result<void, TallyFailure>> {
  const { tally, run, say } = reading.options;
  const open = await locate(tally, run.company.guid);
  if (!open.ok) return open;
  const before = reading.asking().name;
  if (open.value.name === before) return fail(failure);
  say(`The company is called "${open.value.name}" now.`);
  reading.rename(open.value.name);
  return ok(undefined);
}
