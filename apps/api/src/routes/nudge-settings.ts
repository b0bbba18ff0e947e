import { isDeepStrictEqual } from "node:util";

import type { NudgeSettings, NudgeSettingsStanding } from "@cfa/contract/nudge-settings";
import { LADDER_STAGES, QUIET_DAYS_AHEAD } from "@cfa/contract/nudge-kinds";
import { oneOf } from "@cfa/contract/typed";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { lockCompany } from "@cfa/db/queries/locks";
import {
  endQuietDay,
  keepNudgeSetting,
  keepQuietDay,
  nudgeSetting,
  quietDays,
  type NudgeSettingRow,
} from "@cfa/db/queries/nudges/settings";
import { readCompany, type BooksReader } from "@cfa/db/queries/snapshot";
import { USUAL_LADDER } from "@cfa/nudges/usual-ladder";
import type { Ladder } from "@cfa/nudges/rules";
import { addDays, type LocalDate } from "@cfa/values/local-date";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { askedDay } from "./asked-day.ts";

/** How customers are reminded: read, and said anew by an owner. No message is judged while it changes, and a worker plans anew at once. */
export function nudgeSettingRoutes(
  { db, enqueue }: Services,
  { routes, member }: ReturnType<typeof guarded>,
) {
  const { nudgeSettings } = routes;
  const change = (scope: Scope, work: (tx: CompanyTx) => Promise<boolean>): Promise<NudgeSettingsStanding> =>
    inCompany(db, scope.companyId, async (tx) => {
      await lockCompany(tx, "nudge");
      if (await work(tx)) await enqueue(tx, "plan-nudges", { companyId: scope.companyId });
      return standing(tx, scope.today);
    });
  return {
    read: nudgeSettings.read
      .use(member)
      .handler(({ context: { scope } }) =>
        readCompany(db, scope.companyId, (snapshot) => standing(snapshot, scope.today)),
      ),

    change: nudgeSettings.change.use(member).handler(({ context: { scope }, input }) =>
      change(scope, async (tx) => {
        const before = settingsOf(await nudgeSetting(tx));
        const after = input.settings;
        const changed = changesOf(before, after);
        if (changed === null) return false;
        const said = { at: scope.now, by: scope.user };
        await keepNudgeSetting(tx, after, said);
        await addAuditEntry(tx, { user: scope.user, action: "change-nudges", detail: changed });
        return true;
      }),
    ),

    keepQuiet: nudgeSettings.keepQuiet.use(member).handler(({ context: { scope }, input }) =>
      change(scope, async (tx) => {
        const day = dayAhead(input.day, scope.today);
        const days = await quietDays(tx, day);
        const found = days.find((one) => one.day === day);
        if (found?.note === input.note) return false;
        await keepQuietDay(tx, { day, note: input.note, by: scope.user });
        const detail = { after: { date: day, quietNote: input.note } };
        await addAuditEntry(tx, { user: scope.user, action: "change-nudges-quiet-day", detail });
        return true;
      }),
    ),

    endQuiet: nudgeSettings.endQuiet.use(member).handler(({ context: { scope }, input }) =>
      change(scope, async (tx) => {
        const day = askedDay("day", input.day);
        if (!(await endQuietDay(tx, day))) throw new ApiFailure("not-found");
        const detail = { before: { date: day } };
        await addAuditEntry(tx, { user: scope.user, action: "change-nudges-quiet-day-ended", detail });
        return true;
      }),
    ),
  };
}

function dayAhead(text: string, today: LocalDate): LocalDate {
  const day = askedDay("day", text);
  const last = addDays(today, QUIET_DAYS_AHEAD);
  if (day >= today && day <= last) return day;
  const message = `The value of "day" is not right: days run from ${today} to ${last}.`;
  throw new ApiFailure("bad-input", { field: "day", message });
}

/** What differs, before and after; null: nothing does. */
function changesOf(before: NudgeSettings, after: NudgeSettings) {
  if (isDeepStrictEqual(before, after)) return null;
  const [one, other] = [toTell(before), toTell(after)];
  return { before: differing(one, other), after: differing(other, one) };
}

/** Settings as the audit log has them: times of day as people write them, of the ladder its days. */
function toTell({ isOn, fromMinute, toMinute, ladder, ...rest }: NudgeSettings) {
  const rungs = Object.entries(ladder ?? ladderOut(USUAL_LADDER));
  return {
    ...rest,
    remindersOn: isOn,
    fromMinute: timeText(fromMinute),
    toMinute: timeText(toMinute),
    ladder: Object.fromEntries(rungs.map(([name, all]) => [name, all.map(({ days }) => days)])),
  };
}

function timeText(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** What of one differs from the other; of what is said by class, the classes that differ. */
function differing(one: object, other: object): Record<string, unknown> {
  const beside = new Map<string, unknown>(Object.entries(other));
  return Object.fromEntries(
    Object.entries(one).flatMap(([name, value]: [string, unknown]) => {
      const there = beside.get(name);
      if (isDeepStrictEqual(value, there)) return [];
      return [[name, isByClass(value) && isByClass(there) ? differing(value, there) : value]];
    }),
  );
}

function isByClass(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function standing(reader: BooksReader, today: LocalDate): Promise<NudgeSettingsStanding> {
  const row = await nudgeSetting(reader);
  return {
    settings: settingsOf(row),
    said: toldBy(row.said),
    ground: toldBy(row.ground),
    usualLadder: ladderOut(USUAL_LADDER),
    quietDays: await quietDays(reader, today),
  };
}

function settingsOf(row: NudgeSettingRow): NudgeSettings {
  const { said: _, ground, approval, ladder, ...plain } = row;
  const unsaid = { prompt: "each", "on-time": "each", late: "each", risky: "each", new: "each" } as const;
  return {
    ...plain,
    isGroundSaid: ground !== null,
    approval: { ...unsaid, ...approval },
    ladder: ladder === null ? null : ladderOut(ladder),
  };
}

function ladderOut(ladder: Ladder): NudgeSettingsStanding["usualLadder"] {
  const of = (name: keyof Ladder) =>
    ladder[name].flatMap(({ stage: text, days }) => {
      const stage = oneOf(LADDER_STAGES, text);
      return stage === undefined ? [] : [{ stage, days }];
    });
  return {
    prompt: of("prompt"),
    "on-time": of("on-time"),
    late: of("late"),
    risky: of("risky"),
    new: of("new"),
  };
}

function toldBy(said: NudgeSettingRow["said"]) {
  return said && { by: said.by, at: said.at.toISOString() };
}
