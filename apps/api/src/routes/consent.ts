import { randomBytes } from "node:crypto";

import type { ConsentEvent, ConsentStanding, ConsentToSay } from "@cfa/contract/consent";
import { ADDRESS_WAYS, CONSENT_KINDS } from "@cfa/contract/nudge-kinds";
import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { lockCompany } from "@cfa/db/queries/locks";
import { addressSalt } from "@cfa/db/queries/nudges/address-salt";
import { eraseContacts } from "@cfa/db/queries/nudges/erase";
import { accessLog, EVERYBODY, noteAccess } from "@cfa/db/queries/nudges/access-log";
import {
  consentEvents,
  latestWords,
  type ConsentEventRow,
  type LatestWord,
} from "@cfa/db/queries/nudges/consent";
import { readCompany } from "@cfa/db/queries/snapshot";
import { addressEnd } from "@cfa/nudges/address/address-end";
import { maskAddresses } from "@cfa/nudges/address/mask-addresses";
import { idOut } from "@cfa/values/ids";

import type { Services } from "../context.ts";
import type { guarded } from "../guard.ts";
import { partyGuids } from "../nudges/party-guids.ts";
import { sayConsent } from "../nudges/say-consent.ts";
import { isMicros, pageOf, readCursor } from "./cursor.ts";

const SALT_BYTES = 32;

/** Customers' leave to be written to: the ledger of what was said of it, new words, and who has looked. No message is judged while one is said. */
export function consentRoutes({ db, enqueue }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { consent } = routes;
  return {
    list: consent.list.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        const before = readCursor(input.cursor, [isMicros])?.[0] ?? null;
        const guids = input.partyId === undefined ? null : await partyGuids(tx, input.partyId);
        const subject = guids?.[0] ?? EVERYBODY;
        await noteAccess(tx, { user: scope.user, what: "consent", subject, at: scope.now });
        const rows = await consentEvents(tx, { guids, before, limit: input.limit + 1 });
        const page = pageOf(rows, { limit: input.limit, placeOf: ({ consentNo }) => [String(consentNo)] });
        const standing = guids === null ? [] : standingOf(await latestWords(tx, guids));
        return { ...page, rows: page.rows.map(presentEvent), standing };
      }),
    ),

    say: consent.say.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        await lockCompany(tx, "nudge");
        const words = input.words.map((word) => ({ ...word, proof: maskAddresses(word.proof) }));
        const items = await sayConsent(tx, words, scope);
        const said = words.filter((_, at) => items[at]?.outcome === "said");
        if (said.length > 0) {
          const [only] = said.length === 1 ? said : [];
          const about = only === undefined ? {} : { partyId: only.partyId, after: toTell(only) };
          const detail = { words: said.length, ...about };
          await addAuditEntry(tx, { user: scope.user, action: "change-consent", detail });
          await enqueue(tx, "plan-nudges", { companyId: scope.companyId });
        }
        return { items };
      }),
    ),

    eraseContacts: consent.eraseContacts.use(member).handler(({ context: { scope }, input: { partyId } }) =>
      inCompany(db, scope.companyId, async (tx) => {
        await lockCompany(tx, "correction");
        await lockCompany(tx, "nudge");
        const guids = await partyGuids(tx, partyId);
        await addressSalt(tx, randomBytes(SALT_BYTES));
        const by = scope.user;
        const { said, ...erased } = await eraseContacts(tx, guids, { at: scope.now, by });
        const detail = { partyId, ...erased, corrections: said };
        await addAuditEntry(tx, { user: by, action: "change-contacts-erased", detail });
        await enqueue(tx, "plan-nudges", { companyId: scope.companyId });
        return erased;
      }),
    ),

    accessLog: consent.accessLog.use(member).handler(({ context: { scope }, input }) =>
      readCompany(db, scope.companyId, async (snapshot) => {
        const before = readCursor(input.cursor, [isMicros])?.[0] ?? null;
        const rows = await accessLog(snapshot, { before, limit: input.limit + 1 });
        const page = pageOf(rows, { limit: input.limit, placeOf: ({ accessNo }) => [String(accessNo)] });
        return {
          ...page,
          rows: page.rows.map(({ at, who, what, ledgerId, name }) => ({
            at: at.toISOString(),
            who,
            what,
            party: partyOf({ ledgerId, name }),
          })),
        };
      }),
    ),
  };
}

/** A word as the audit log has it. */
function toTell({ said, kind, way, source, proof }: ConsentToSay) {
  return { consent: said, consentTo: kind, way, consentSource: source, proof };
}

/** How it stands by the latest word of the party, over all its ledgers, and of each address. */
function standingOf(latest: readonly LatestWord[]): ConsentStanding[] {
  return CONSENT_KINDS.flatMap((kind) =>
    ADDRESS_WAYS.map((way) => {
      const about = latest.filter((one) => one.kind === kind && one.way === way);
      const ofParty = about
        .filter(({ hash }) => hash === null)
        .toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.said === "withdrawn" ? -1 : 1));
      const stopped = about.filter(({ hash, said }) => hash !== null && said === "withdrawn").length;
      return { kind, way, party: ofParty[0]?.said ?? null, stopped };
    }),
  );
}

function presentEvent(row: ConsentEventRow): ConsentEvent {
  const { kind, way, said, source, proof, by } = row;
  const end = row.address === null ? null : addressEnd(way, row.address);
  return {
    consentNo: String(row.consentNo),
    party: partyOf(row),
    address: row.isOfAddress ? { end } : null,
    kind,
    way,
    said,
    source,
    proof,
    at: row.at.toISOString(),
    by,
  };
}

function partyOf({ ledgerId, name }: { ledgerId: string | null; name: string | null }) {
  return ledgerId === null || name === null ? null : { partyId: idOut("party", ledgerId), name };
}
