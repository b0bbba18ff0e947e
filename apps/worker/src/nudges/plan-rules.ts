import { channelRows } from "@cfa/db/queries/nudges/channels";
import { nudgeBrand, nudgeSaid, nudgeTemplates, type NudgeSaid } from "@cfa/db/queries/nudges/said";
import { quietDays } from "@cfa/db/queries/nudges/settings";
import { statutoryRules, type StatutoryRuleRow } from "@cfa/db/queries/settings/statutory-rules";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import type { PaymentClass } from "@cfa/insights/payment-behaviour";
import { rowOf, TEXT_ROWS, textRules } from "@cfa/nudges/dated-rules";
import type { Approval } from "@cfa/nudges/kinds";
import type { PlanRules, TemplateFact, TextRules } from "@cfa/nudges/rules";
import { SHIPPED } from "@cfa/nudges/templates/shipped";
import { USUAL_LADDER } from "@cfa/nudges/usual-ladder";
import type { LocalDate } from "@cfa/values/local-date";

const SMS_HOURS = "sms-hours";
const HOLIDAYS = "gazetted-holidays";

/** What nudges of a company are planned and judged by on a day; null: nobody has said anything, and nothing is sent. `linkHost`: where its customers' pages are. */
export async function readPlanRules(
  reader: BooksReader,
  { today, linkHost }: { today: LocalDate; linkHost: string },
): Promise<PlanRules | null> {
  const said = await nudgeSaid(reader);
  if (said === undefined) return null;
  const dated = (await statutoryRules(reader, [SMS_HOURS])).filter(({ validFrom }) => validFrom <= today);
  return {
    ...(await readTextRules(reader, { today, linkHost })),
    isOn: said.isOn,
    isGroundSaid: said.ground !== null,
    hours: { from: said.fromMinute, to: said.toMinute, promotional: promotionalHours(dated) },
    quiet: {
      weekdays: said.quietWeekdays,
      days: new Set((await quietDays(reader, today)).map(({ day }) => day as LocalDate)),
      holidays: new Set(said.keepsHolidays ? holidaysOf(await statutoryRules(reader, [HOLIDAYS])) : []),
    },
    caps: { week: said.weekCap, month: said.monthCap },
    ladder: { ...USUAL_LADDER, ...said.ladder },
    approval: approvalOf(said),
    templates: withShipped(await nudgeTemplates(reader)),
  };
}

/** What texts are filled in, priced and looked over by on a day, whether or not anybody has said anything. */
export async function readTextRules(
  reader: BooksReader,
  { today, linkHost }: { today: LocalDate; linkHost: string },
): Promise<TextRules> {
  const dated = await statutoryRules(reader, TEXT_ROWS);
  return textRules(
    dated.filter(({ validFrom }) => validFrom <= today),
    { accounts: await channelRows(reader), brand: await nudgeBrand(reader), linkHost },
  );
}

function approvalOf({ approval }: NudgeSaid): PlanRules["approval"] {
  const of = (each: PaymentClass): Approval => approval[each] ?? "each";
  return {
    prompt: of("prompt"),
    "on-time": of("on-time"),
    late: of("late"),
    risky: of("risky"),
    new: of("new"),
  };
}

/** The company's own texts, and where it has none for a place, those that are shipped. */
function withShipped(own: readonly TemplateFact[]): TemplateFact[] {
  const has = new Set(own.filter(({ state }) => state === "approved").map(placeOf));
  return [...own, ...SHIPPED.filter((each) => !has.has(placeOf(each)))];
}

function placeOf({ kind, stage, way, language }: TemplateFact): string {
  return [kind, stage, way, language].join(" ");
}

function promotionalHours(dated: readonly StatutoryRuleRow[]): { from: number; to: number } {
  const { promotional } = rowOf(dated, SMS_HOURS) as { promotional: [number, number] };
  return { from: promotional[0], to: promotional[1] };
}

function holidaysOf(rows: readonly StatutoryRuleRow[]): LocalDate[] {
  return rows.flatMap(({ value }) => (value as { days: LocalDate[] }).days);
}
