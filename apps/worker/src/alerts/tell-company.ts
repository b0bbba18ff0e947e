import { isReachable } from "@cfa/contract/typed";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { devicesOf } from "@cfa/db/queries/alerts/devices";
import {
  dropOldTellings,
  giveUpLost,
  keepTellings,
  lockTelling,
  nextMessageAt,
  toldLately,
  type Telling,
} from "@cfa/db/queries/alerts/messages";
import { preferencesIn, type Preferences } from "@cfa/db/queries/alerts/preferences";
import { holdCompany } from "@cfa/db/queries/insights/keep-learning";
import { membersIn, type Role } from "@cfa/db/queries/members";
import { people } from "@cfa/db/queries/people";
import { readCompany, type CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { Found } from "@cfa/db/queries/today/find/found";
import { findToday, snoozed, type FoundToday } from "@cfa/db/queries/today/find/look";
import { rankToday } from "@cfa/insights/today/rank";
import { localDateAt, type LocalDate } from "@cfa/values/local-date";

import { askReceipts } from "./ask-receipts.ts";
import { composeAlert, composeDigest, type Composed, type Reader } from "./compose.ts";
import { decideTelling, type Decided } from "./decide-telling.ts";
import { deliver } from "./deliver.ts";
import { indianMinute, nextAtMinute, type TellingDeps } from "./telling.ts";

const DAY_MILLIS = 86_400_000;
/** Who was told of something so long ago is told of it as of news. */
const KNOWN_MILLIS = 30 * DAY_MILLIS;
const KEPT_MILLIS = 60 * DAY_MILLIS;
const HOUR_MILLIS = 3_600_000;
/** What could not go out is tried again after so long. */
const AGAIN_MILLIS = 5 * 60_000;
const SOON_SECONDS = 5;

type Way = "push" | "email";
/** A member who can be told. */
type Member = {
  userId: string;
  role: Role;
  ways: readonly Way[];
  email: string | null;
  reader: Reader;
  digestMinute: number | null;
};
type Looked = FoundToday & { ranked: readonly Found[]; more: number };

/**
 * Tells a company's members what is to be told now: the day's digest, and what has come up since. What is told is written down under a key that lets it stand once,
 * and sent from there. Safe to run twice and beside itself.
 */
export async function tellCompany(deps: TellingDeps, companyId: string): Promise<void> {
  const { db, now, log } = deps;
  const at = now();
  const isThere = await inCompany(
    db,
    companyId,
    async (tx) => {
      if (!(await holdCompany(tx))) return false;
      await giveUpLost(tx, at);
      await dropOldTellings(tx, new Date(at.getTime() - KEPT_MILLIS));
      return true;
    },
    { role: "job" },
  );
  if (!isThere) return;
  await askReceipts(deps, companyId);
  const members = await membersToTell(deps, companyId);
  const looks = await readCompany(db, companyId, (snapshot) => lookFor(snapshot, members, at));
  for (const member of members) {
    const looked = looks.get(member.userId);
    if (looked === undefined) continue;
    await inCompany(db, companyId, (tx) => writeDown(tx, { member, looked, at }), { role: "job" });
  }
  await deliver(deps, companyId, new Map(members.map((member) => [member.userId, member])));
  await goOn(deps, companyId, members);
  log.info({ companyId, members: members.length }, "members were told");
}

/** Members who want to be told by a way on which they can be. */
async function membersToTell({ db, telling }: TellingDeps, companyId: string): Promise<Member[]> {
  const read = await readCompany(db, companyId, async (snapshot) => ({
    members: await membersIn(snapshot),
    preferences: await preferencesIn(snapshot),
    devices: await devicesOf(snapshot),
    company: await nameOf(snapshot),
  }));
  const known = await people(
    db,
    read.members.map(({ userId }) => userId),
  );
  return read.members.flatMap(({ userId, role }) => {
    const preferences = read.preferences.get(userId);
    const person = known.find(({ id }) => id === userId);
    if (preferences === undefined || person === undefined) return [];
    const { email, isVerified } = person;
    const mailbox = telling.mail !== null && isVerified && isReachable(email) ? email : null;
    const hasDevice = read.devices.some((device) => device.userId === userId && device.deadAt === null);
    const ways = waysOf(preferences, { hasDevice, mailbox });
    if (ways.length === 0) return [];
    const reader = { companyId, company: read.company, language: preferences.language };
    const digestMinute = preferences.digest ? preferences.digestMinute : null;
    return [{ userId, role, ways, email: mailbox, reader, digestMinute }];
  });
}

function waysOf(
  { byPush, byEmail }: Preferences,
  { hasDevice, mailbox }: { hasDevice: boolean; mailbox: string | null },
): Way[] {
  return [
    ...(byPush && hasDevice ? ["push" as const] : []),
    ...(byEmail && mailbox !== null ? ["email" as const] : []),
  ];
}

async function nameOf({ companyId, query }: CompanySnapshot): Promise<string> {
  const row = await query
    .selectFrom("company")
    .select("name")
    .where("company_id", "=", companyId)
    .executeTakeFirst();
  return row?.name ?? "";
}

/** What each of them would see today, without what they have put off or do not want to be told. */
async function lookFor(
  snapshot: CompanySnapshot,
  members: readonly Member[],
  now: Date,
): Promise<Map<string, Looked>> {
  const today = localDateAt(now);
  const byRole = new Map<Role, FoundToday>();
  const looks = new Map<string, Looked>();
  const preferences = await preferencesIn(snapshot);
  for (const { userId, role } of members) {
    const found = byRole.get(role) ?? (await findToday(snapshot, { today, role, now }));
    byRole.set(role, found);
    const muted = preferences.get(userId)?.muted ?? [];
    const heard = found.found.filter(({ kind }) => !muted.includes(kind));
    const { doNow, alerts, more } = rankToday(heard, {
      today,
      isRed: found.isRed,
      snoozes: await snoozed(snapshot, userId),
    });
    looks.set(userId, { ...found, ranked: [...doNow, ...alerts], more });
  }
  return looks;
}

/** Decides what a member is told and writes it down, by what they were told before. Who is no member any more, or another one, is told nothing. */
async function writeDown(
  tx: CompanyTx,
  { member, looked, at }: { member: Member; looked: Looked; at: Date },
): Promise<void> {
  const { userId } = member;
  const role = await lockTelling(tx, userId);
  const preferences = (await preferencesIn(tx, userId)).get(userId);
  if (role !== member.role || preferences === undefined) return;
  const { today } = looked;
  const told = await toldLately(tx, userId, { since: new Date(at.getTime() - KNOWN_MILLIS), today });
  const decided = decideTelling(looked, { preferences, told }, { today, minute: indianMinute(at) });
  await keepTellings(tx, tellingsOf(decided, { member, looked, today }), at);
}

function tellingsOf(
  decided: Decided<Found>,
  { member, looked, today }: { member: Member; looked: Looked; today: LocalDate },
): Telling[] {
  const { userId, reader, ways } = member;
  const about = { userId, day: today };
  const out = (kind: Telling["kind"], key: string, compose: (way: Way) => Composed): Telling[] =>
    ways.map((way) => ({ ...about, kind, key, way, state: "waiting", body: compose(way) }));
  // Whatever is there now is no news from then on, named or not.
  const noted = (key: string): Telling => {
    const keys = looked.found.map((found) => found.key);
    return { ...about, kind: "digest", key, way: "in-app", state: "delivered", body: { keys } };
  };
  switch (decided.kind) {
    case "nothing":
      return [];
    case "begin":
      return [noted("begin")];
    case "digest":
      if (decided.named.length === 0) return [noted("digest")];
      return [noted("digest"), ...out("digest", "digest", (way) => composeDigest(decided, way, reader))];
    case "alerts":
      return [
        ...decided.now.flatMap((found) => out("alert", found.key, () => composeAlert(found, reader))),
        ...decided.held.map(
          ({ key }) => ({ ...about, kind: "alert", key, way: "in-app", state: "held", body: {} }) as const,
        ),
      ];
  }
}

/** The next look: when the next digest is due, something waits, or an hour has passed. */
async function goOn(
  { db, enqueue, now }: TellingDeps,
  companyId: string,
  members: readonly Member[],
): Promise<void> {
  await inCompany(
    db,
    companyId,
    async (tx) => {
      if (members.length === 0 || !(await holdCompany(tx))) return;
      const at = now();
      const waiting = await nextMessageAt(tx, new Date(at.getTime() + AGAIN_MILLIS));
      const digests = members.flatMap(({ digestMinute }) =>
        digestMinute === null ? [] : [nextAtMinute(at, digestMinute)],
      );
      const hour = new Date((Math.floor(at.getTime() / HOUR_MILLIS) + 1) * HOUR_MILLIS);
      const next = Math.min(
        ...[hour, ...digests, ...(waiting === null ? [] : [waiting])].map((one) => one.getTime()),
      );
      const afterSeconds = Math.max(SOON_SECONDS, Math.ceil((next - at.getTime()) / 1_000));
      await enqueue(
        tx,
        "tell-members-again",
        { companyId, minute: Math.floor(next / 60_000) },
        { afterSeconds },
      );
    },
    { role: "job" },
  );
}
