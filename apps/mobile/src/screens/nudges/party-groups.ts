import type { Nudge } from "@cfa/contract/nudges";

/** Messages to one party that stand together. `key` tells groups apart. */
export type PartyGroup = { key: string; party: Nudge["party"]; class: string; nudges: readonly Nudge[] };

/** Messages by party, in the order of each party's first. Those to parties that are gone stand by themselves. */
export function partyGroups(nudges: readonly Nudge[]): PartyGroup[] {
  const groups = new Map<string, { group: PartyGroup; nudges: Nudge[] }>();
  for (const nudge of nudges) {
    const key = nudge.party?.partyId ?? nudge.nudgeId;
    const found = groups.get(key);
    if (found !== undefined) {
      found.nudges.push(nudge);
      continue;
    }
    const own = [nudge];
    groups.set(key, { group: { key, party: nudge.party, class: nudge.class, nudges: own }, nudges: own });
  }
  return [...groups.values()].map(({ group }) => group);
}

/** Pages of messages as pages of groups, of which the first holds all: how many pages there are tells whether to fetch ahead. */
export function groupedPages(
  pages: readonly { rows: readonly Nudge[] }[],
): { rows: readonly PartyGroup[] }[] {
  const groups = partyGroups(pages.flatMap(({ rows }) => rows));
  return pages.map((_, at) => ({ rows: at === 0 ? groups : [] }));
}
