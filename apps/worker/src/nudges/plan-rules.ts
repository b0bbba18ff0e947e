import { channelRows, type ChannelRow } from "@cfa/db/queries/nudges/channels";
import { nudgeSaid, nudgeTemplates, type NudgeSaid } from "@cfa/db/queries/nudges/said";
import { quietDays } from "@cfa/db/queries/nudges/settings";
import { statutoryRules, type StatutoryRuleRow } from "@cfa/db/queries/settings/statutory-rules";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import type { PaymentClass } from "@cfa/insights/payment-behaviour";
import { KINDS, STAGES_OF, WAYS, type Approval } from "@cfa/nudges/kinds";
import type { PlanRules, TemplateFact, WayFact } from "@cfa/nudges/rules";
import { shippedTemplate } from "@cfa/nudges/templates/shipped";
import { USUAL_LADDER } from "@cfa/nudges/usual-ladder";
import { assert } from "@cfa/values/assert";
import type { LocalDate } from "@cfa/values/local-date";

const RULE = {
  hours: "sms-hours",
  tags: "dlt-tags",
  units: "sms-units",
  sms: "sms-cost",
  whatsapp: "whatsapp-cost",
  pace: "send-pace",
  holidays: "gazetted-holidays",
} as const;
/** Letters go to a printer, as many as there are. */
const PRINT: WayFact = { way: "print", provider: "print", state: "on", pace: 1_000 };
const HUNDREDTHS = 100n;
const SHIPPED: readonly TemplateFact[] = KINDS.flatMap((kind) =>
  STAGES_OF[kind].flatMap((stage) =>
    WAYS.flatMap((way) =>
      (["en", "hi"] as const).map((language) => shippedTemplate(kind, stage, { way, language })),
    ),
  ),
);

/** What nudges of a company are planned and judged by on a day; null: nobody has said anything, and nothing is sent. `linkHost`: where its customers' pages are. */
export async function readPlanRules(
  reader: BooksReader,
  { today, linkHost }: { today: LocalDate; linkHost: string },
): Promise<PlanRules | null> {
  const said = await nudgeSaid(reader);
  if (said === undefined) return null;
  const dated = (await statutoryRules(reader, Object.values(RULE))).filter(
    ({ validFrom }) => validFrom <= today,
  );
  const accounts = await channelRows(reader);
  return {
    isOn: said.isOn,
    isGroundSaid: said.ground !== null,
    hours: { from: said.fromMinute, to: said.toMinute, promotional: promotionalHours(dated) },
    quiet: {
      weekdays: said.quietWeekdays,
      days: new Set((await quietDays(reader, today)).map(({ day }) => day as LocalDate)),
      holidays: new Set(said.keepsHolidays ? holidaysOf(await statutoryRules(reader, [RULE.holidays])) : []),
    },
    caps: { week: said.weekCap, month: said.monthCap },
    ladder: { ...USUAL_LADDER, ...said.ladder },
    approval: approvalOf(said),
    ways: WAYS.map((way) => (way === "print" ? PRINT : wayOf(way, accounts, dated))),
    templates: withShipped(await nudgeTemplates(reader)),
    costs: costsOf(dated),
    limits: limitsOf(dated),
    brand: said.brand,
    linkHost,
  };
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

function wayOf(
  way: ChannelRow["way"],
  accounts: readonly ChannelRow[],
  dated: readonly StatutoryRuleRow[],
): WayFact {
  const account = accounts.find((each) => each.way === way);
  const { perSecond } = valueOf(dated, RULE.pace) as { perSecond: number };
  if (account === undefined) return { way, provider: null, state: "none", pace: perSecond };
  return { way, provider: account.provider, state: account.state, pace: account.pace ?? perSecond };
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
  const { promotional } = valueOf(dated, RULE.hours) as { promotional: [number, number] };
  return { from: promotional[0], to: promotional[1] };
}

function holidaysOf(rows: readonly StatutoryRuleRow[]): LocalDate[] {
  return rows.flatMap(({ value }) => (value as { days: LocalDate[] }).days);
}

function costsOf(dated: readonly StatutoryRuleRow[]): PlanRules["costs"] {
  const sms = valueOf(dated, RULE.sms) as { hundredthsOfPaise: number };
  const { hundredthsOfPaise } = valueOf(dated, RULE.whatsapp) as {
    hundredthsOfPaise: Record<"utility" | "marketing" | "service", number>;
  };
  return {
    sms: { unit: paiseOf(sms.hundredthsOfPaise) },
    whatsapp: {
      utility: paiseOf(hundredthsOfPaise.utility),
      marketing: paiseOf(hundredthsOfPaise.marketing),
      service: paiseOf(hundredthsOfPaise.service),
    },
  };
}

/** Rounded up. */
function paiseOf(hundredths: number): bigint {
  return (BigInt(hundredths) + HUNDREDTHS - 1n) / HUNDREDTHS;
}

function limitsOf(dated: readonly StatutoryRuleRow[]): PlanRules["limits"] {
  const { alphanumeric } = valueOf(dated, RULE.tags) as { alphanumeric: number };
  const units = valueOf(dated, RULE.units) as { gsm: [number, number]; unicode: [number, number] };
  return { alphanumeric, ...units };
}

/** What a rule says since the newest of its days. */
function valueOf(dated: readonly StatutoryRuleRow[], rule: string): unknown {
  const newest = dated.findLast((row) => row.rule === rule);
  assert(newest !== undefined, `there is a row of ${rule}`);
  return newest.value;
}
