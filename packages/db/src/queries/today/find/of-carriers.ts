import { seesContacts } from "@cfa/contract/roles";
import { idOut } from "@cfa/values/ids";
import { addDays, type LocalDate } from "@cfa/values/local-date";

import { carriers, silentHooks, stoppedTexts, type CarrierRow } from "../carriers.ts";
import { sinceDay, type Found, type Looking } from "./found.ts";

/** A text that was stopped longer ago is one that nobody wants back. */
const NEWS_DAYS = 30;
/** As a carrier says that a number is thought less of. That it is thought well of again is another word of its own. */
const LOWER: ReadonlySet<string> = new Set(["FLAGGED", "DOWNGRADE"]);

/** Ways on which nothing goes out any more by a carrier's word, and numbers that are rated lower. */
export async function findCarriers({ snapshot, today, role }: Looking): Promise<Found[]> {
  if (!seesContacts(role)) return [];
  return (await carriers(snapshot)).flatMap((row) => [...stoppedOf(row, today), ...ratedOf(row, today)]);
}

function stoppedOf({ way, why, stoppedOn, waiting }: CarrierRow, today: LocalDate): Found[] {
  if (stoppedOn === null) return [];
  const kind = why === "wallet" ? "wallet-empty" : "channel-stopped";
  const since = stoppedOn as LocalDate; // from the database, where it is a day
  const key = `${kind}.${way}_${digits(since)}`;
  return [sinceDay({ kind, key, amount: waiting, gain: 1, since, way, action: "channels" }, today)];
}

function ratedOf({ way, quality, qualityOn }: CarrierRow, today: LocalDate): Found[] {
  if (quality === null || qualityOn === null || !LOWER.has(quality)) return [];
  const since = qualityOn as LocalDate;
  const key = `quality-down.${way}_${digits(since)}`;
  return [
    sinceDay({ kind: "quality-down", key, amount: 0n, gain: 1, since, way, action: "channels" }, today),
  ];
}

/** Texts that a carrier stopped within a month and that nobody has written anew. */
export async function findStoppedTexts({ snapshot, today, role }: Looking): Promise<Found[]> {
  if (!seesContacts(role)) return [];
  const rows = await stoppedTexts(snapshot, addDays(today, -NEWS_DAYS));
  return rows.map(({ templateId, way, date }) => {
    const since = date as LocalDate;
    const key = `template-stopped.${idOut("template", templateId)}_${digits(since)}`;
    const about = { kind: "template-stopped", key, amount: 0n, gain: 1, way, action: "templates" } as const;
    return sinceDay({ ...about, since }, today);
  });
}

/** Ways on which messages were taken a day ago and more, and of which the carrier has told nothing since. */
export async function findSilentHooks({ snapshot, today, role, now }: Looking): Promise<Found[]> {
  if (!seesContacts(role)) return [];
  const rows = await silentHooks(snapshot, now);
  return rows.map(({ way, since, heard }) => {
    // Silent once more after something was heard, it is news again.
    const key = heard === null ? `hook-silent.${way}` : `hook-silent.${way}_${digits(heard as LocalDate)}`;
    const about = { kind: "hook-silent", key, amount: 0n, gain: 1, way, action: "channels" } as const;
    return sinceDay({ ...about, since: since as LocalDate }, today);
  });
}

/** What has come about again on a later day is news again. */
function digits(day: LocalDate): string {
  return day.replaceAll("-", "");
}
