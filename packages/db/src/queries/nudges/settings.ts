import type { Approval, Way } from "@cfa/nudges/kinds";
import type { Ladder } from "@cfa/nudges/rules";
import type { LocalDate } from "@cfa/values/local-date";

import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

/** What an owner says of messages to customers. A class that `approval` does not name is asked about each time. */
export type NudgeSetting = {
  isOn: boolean;
  approval: Readonly<Partial<Record<keyof Ladder, Approval>>>;
  ladder: Ladder | null;
  wayOrder: Way[];
  fromMinute: number;
  toMinute: number;
  quietWeekdays: number[];
  keepsHolidays: boolean;
  weekCap: number;
  monthCap: number;
  accountantApproves: boolean;
  brand: string | null;
};

type Person = { id: string; name: string };
type Said = { at: Date; by: string };

export type NudgeSettingRow = NudgeSetting & { said: Said | null; ground: Said | null };

/** As the columns have it while nobody has said anything. */
const UNSAID: NudgeSettingRow = {
  isOn: false,
  approval: {},
  ladder: null,
  wayOrder: ["whatsapp", "sms", "email", "print"],
  fromMinute: 9 * 60,
  toMinute: 20 * 60,
  quietWeekdays: [7],
  keepsHolidays: true,
  weekCap: 2,
  monthCap: 5,
  accountantApproves: true,
  brand: null,
  said: null,
  ground: null,
};

/** A company's settings of messages to customers. */
export async function nudgeSetting({ companyId, query }: BooksReader): Promise<NudgeSettingRow> {
  const row = await query
    .selectFrom("nudge_setting")
    .select([
      "is_on as isOn",
      "approval",
      "ladder",
      "way_order as wayOrder",
      "from_minute as fromMinute",
      "to_minute as toMinute",
      "quiet_weekdays as quietWeekdays",
      "keeps_holidays as keepsHolidays",
      "week_cap as weekCap",
      "month_cap as monthCap",
      "accountant_approves as accountantApproves",
      "brand",
      "said_at as saidAt",
      "said_name as saidName",
      "ground_said_at as groundAt",
      "ground_said_name as groundName",
    ])
    .where("company_id", "=", companyId)
    .executeTakeFirst();
  if (row === undefined) return UNSAID;
  const { saidAt, saidName, groundAt, groundName, approval, ladder, wayOrder, ...plain } = row;
  return {
    ...plain,
    approval: approval as NudgeSetting["approval"],
    ladder: ladder as Ladder | null,
    wayOrder: wayOrder as Way[],
    said: { at: saidAt, by: saidName },
    ground: groundAt === null || groundName === null ? null : { at: groundAt, by: groundName },
  };
}

/**
 * Keeps what an owner says. `isGroundSaid`: that there is a ground to remind customers on; who said so first, and when, stays until it is
 * taken back.
 */
export async function keepNudgeSetting(
  tx: CompanyTx,
  setting: NudgeSetting & { isGroundSaid: boolean },
  { at, by }: { at: Date; by: Person },
): Promise<void> {
  const before = await nudgeSetting(tx);
  const values = {
    is_on: setting.isOn,
    approval: JSON.stringify(setting.approval),
    ladder: setting.ladder === null ? null : JSON.stringify(setting.ladder),
    way_order: setting.wayOrder,
    from_minute: setting.fromMinute,
    to_minute: setting.toMinute,
    quiet_weekdays: setting.quietWeekdays,
    keeps_holidays: setting.keepsHolidays,
    week_cap: setting.weekCap,
    month_cap: setting.monthCap,
    accountant_approves: setting.accountantApproves,
    brand: setting.brand,
    said_at: at,
    said_by: by.id,
    said_name: by.name,
    ...groundOf(setting.isGroundSaid, before.ground !== null, { at, by }),
  };
  await tx.query
    .insertInto("nudge_setting")
    .values({ company_id: tx.companyId, ...values })
    .onConflict((conflict) => conflict.column("company_id").doUpdateSet(values))
    .execute();
}

function groundOf(isSaid: boolean, wasSaid: boolean, { at, by }: { at: Date; by: Person }) {
  if (isSaid && wasSaid) return {};
  if (!isSaid) return { ground_said_at: null, ground_said_by: null, ground_said_name: null };
  return { ground_said_at: at, ground_said_by: by.id, ground_said_name: by.name };
}

/** The days from one on, it included, on which nothing goes out because a person named them. */
export function quietDays(
  { companyId, query }: BooksReader,
  from: LocalDate,
): Promise<{ day: string; note: string }[]> {
  return query
    .selectFrom("nudge_quiet_day")
    .select(["day", "note"])
    .where("company_id", "=", companyId)
    .where("day", ">=", from)
    .orderBy("day")
    .execute();
}

/** Names a day on which nothing goes out; the note is the latest one. */
export async function keepQuietDay(
  tx: CompanyTx,
  { day, note, by }: { day: LocalDate; note: string; by: Person },
): Promise<void> {
  await endQuietDay(tx, day);
  await tx.query
    .insertInto("nudge_quiet_day")
    .values({ company_id: tx.companyId, day, note, said_by: by.id })
    .execute();
}

/** Takes such a day back; false where it was none. */
export async function endQuietDay(tx: CompanyTx, day: LocalDate): Promise<boolean> {
  const gone = await tx.query
    .deleteFrom("nudge_quiet_day")
    .where("company_id", "=", tx.companyId)
    .where("day", "=", day)
    .returning("day")
    .execute();
  return gone.length > 0;
}
