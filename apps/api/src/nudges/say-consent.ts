import type { ConsentToSay } from "@cfa/contract/consent";
import { OWN_SOURCES, type CONSENT_REFUSALS } from "@cfa/contract/nudge-kinds";
import { oneOf } from "@cfa/contract/typed";
import type { CompanyTx } from "@cfa/db/company-scope";
import { addConsents, latestWords, type LatestWord, type NewConsent } from "@cfa/db/queries/nudges/consent";
import { groupsOf } from "@cfa/db/queries/nudges/party-guids";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";

import type { Scope } from "../context.ts";
import { uuidOf } from "../uuid-of.ts";

export type ConsentOutcome = {
  outcome: "said" | "already" | "refused";
  refusal: (typeof CONSENT_REFUSALS)[number] | null;
};

const SAID: ConsentOutcome = { outcome: "said", refusal: null };
const refused = (refusal: NonNullable<ConsentOutcome["refusal"]>): ConsentOutcome => ({
  outcome: "refused",
  refusal,
});

/** Takes words on parties' consent that a person says, each by itself. The caller holds the lock of nudges. */
export async function sayConsent(
  tx: CompanyTx,
  words: readonly ConsentToSay[],
  { user, now }: Pick<Scope, "user" | "now">,
): Promise<ConsentOutcome[]> {
  const ids = [...new Set(words.map(({ partyId }) => uuidOf("party", partyId)))];
  const parties = new Map((await partyLedgers(tx, { ledgerIds: ids })).map((one) => [one.ledgerId, one]));
  const groups = await groupsOf(
    tx,
    [...parties.values()].map(({ guid }) => guid),
  );
  const latest = await latestWords(tx, [...groups.values()].flat());
  const toAdd: NewConsent[] = [];
  const outcomes = words.map((word): ConsentOutcome => {
    const guid = parties.get(uuidOf("party", word.partyId))?.guid;
    const group = guid === undefined ? undefined : groups.get(guid);
    if (guid === undefined || group === undefined) return refused("not-there");
    const about = latest.filter(({ kind, way }) => kind === word.kind && way === word.way);
    const ofParty = about.filter((one) => one.guid !== null && group.includes(one.guid));
    if (ofParty.some((one) => one.guid === guid && isSame(one, word)))
      return { outcome: "already", refusal: null };
    const isStopped = ofParty.some(isOwnStop);
    if (word.said === "given" && word.source !== "signed-form" && isStopped)
      return refused("customer-withdrew");
    const { kind, way, said, source, proof } = word;
    toAdd.push({ guid, addressHash: null, kind, way, said, source, proof });
    return SAID;
  });
  await addConsents(tx, toAdd, { at: now, by: user });
  return outcomes;
}

const isSame = (one: LatestWord, word: ConsentToSay): boolean =>
  one.said === word.said && one.source === word.source && one.proof === word.proof;

/** The customer himself said stop, or his provider did for him. */
const isOwnStop = ({ said, source }: LatestWord): boolean =>
  said === "withdrawn" && oneOf(OWN_SOURCES, source) !== undefined;
