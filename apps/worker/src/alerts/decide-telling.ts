import { isInQuiet } from "@cfa/contract/alert-kinds";
import type { ToldLately } from "@cfa/db/queries/alerts/messages";
import type { Preferences } from "@cfa/db/queries/alerts/preferences";
import type { LocalDate } from "@cfa/values/local-date";

/** So many single things a day at most; the rest waits for the digest. */
const MOST_ALERTS = 3;
/** A digest that could not go out at its minute is still of use for so long. */
export const LATE_MINUTES = 180;
const MOST_IN_DIGEST = 10;

/**
 * What a member is told now. `digest`: all there is, of which some is named; on a day without anything nothing goes out. `begin`: what there is already is no news to
 * who was never told anything.
 */
export type Decided<F> =
  | { kind: "nothing" }
  | { kind: "begin" }
  | { kind: "digest"; named: readonly F[]; more: number }
  | { kind: "alerts"; now: readonly F[]; held: readonly F[] };

/**
 * Decides what a member is told. `ranked`: what they would see now, the most pressing first; `more`: what is there beyond. News is what they have not been told of, in
 * whatever way.
 */
export function decideTelling<F extends { key: string }>(
  { ranked, more }: { ranked: readonly F[]; more: number },
  { preferences, told }: { preferences: Preferences; told: ToldLately },
  { today, minute }: { today: LocalDate; minute: number },
): Decided<F> {
  const { digest, digestMinute, quiet, quietUntil } = preferences;
  const isQuiet = (quietUntil !== null && today < quietUntil) || isInQuiet(quiet, minute);
  const late = minute - digestMinute;
  if (digest && !told.hasDigestToday && !isQuiet && late >= 0 && late < LATE_MINUTES) {
    const named = namedOf(ranked, told.held);
    return { kind: "digest", named, more: ranked.length + more - named.length };
  }
  if (!told.hasAny) return { kind: "begin" };
  const news = ranked.filter(({ key }) => !told.keys.has(key));
  if (news.length === 0) return { kind: "nothing" };
  const left = isQuiet ? 0 : Math.max(MOST_ALERTS - told.alertsToday, 0);
  return { kind: "alerts", now: news.slice(0, left), held: news.slice(left) };
}

/** The most pressing, and whatever was left to the digest, in their order. */
function namedOf<F extends { key: string }>(ranked: readonly F[], held: ReadonlySet<string>): F[] {
  const kept = ranked.filter(({ key }) => held.has(key)).slice(0, MOST_IN_DIGEST);
  const others = ranked.filter((one) => !kept.includes(one)).slice(0, MOST_IN_DIGEST - kept.length);
  return ranked.filter((one) => kept.includes(one) || others.includes(one));
}
