import type { Inbound } from "@cfa/contract/inbound";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { EVERYBODY, noteAccess } from "@cfa/db/queries/nudges/access-log";
import { inboundList, inboundRow, partiesOfAddresses, type InboundRow } from "@cfa/db/queries/nudges/inbound";
import { addressEnd } from "@cfa/nudges/address/address-end";
import { idOut } from "@cfa/values/ids";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { partyGuids } from "../nudges/party-guids.ts";
import { setInboundAside, takeInbound } from "../nudges/take-inbound.ts";
import { uuidOf } from "../uuid-of.ts";
import { offsetOf, pageAt } from "./cursor.ts";

/** What customers answered: read, taken as what it says, or set aside. Who looks is on record. */
export function inboundRoutes({ db, enqueue }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { inbound } = routes;

  /** One decision, with its word in the audit log, and how the answer stands then. */
  const decide = (
    scope: Scope,
    inboundId: string,
    work: (tx: CompanyTx, id: string) => Promise<{ action: string; as?: string }>,
  ): Promise<Inbound> =>
    inCompany(db, scope.companyId, async (tx) => {
      const id = uuidOf("inbound", inboundId);
      const { action, ...about } = await work(tx, id);
      const after = await inboundRow(tx, id);
      if (after === undefined) throw new ApiFailure("not-found");
      const on = after.name === null ? {} : { on: after.name };
      await addAuditEntry(tx, { user: scope.user, action, detail: { ...on, ...about } });
      await enqueue(tx, "plan-nudges", { companyId: scope.companyId });
      const [shown] = await present(tx, [after]);
      if (shown === undefined) throw new ApiFailure("not-found");
      return shown;
    });

  return {
    list: inbound.list.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        const { list, limit } = input;
        const offset = offsetOf(input.cursor);
        const guids = input.partyId === undefined ? null : await partyGuids(tx, input.partyId);
        await noteAccess(tx, {
          user: scope.user,
          what: "inbound",
          subject: guids?.[0] ?? EVERYBODY,
          at: scope.now,
        });
        const rows = await inboundList(tx, { list, guids, limit: limit + 1, offset });
        const page = pageAt(rows, { limit, offset });
        return { ...page, rows: await present(tx, page.rows) };
      }),
    ),

    take: inbound.take.use(member).handler(({ context: { scope }, input }) =>
      decide(scope, input.inboundId, async (tx, inboundId) => {
        await takeInbound(tx, { inboundId, deed: input.deed }, { scope, enqueue });
        return { action: "change-inbound-taken", as: input.deed.as };
      }),
    ),

    setAside: inbound.setAside.use(member).handler(({ context: { scope }, input }) =>
      decide(scope, input.inboundId, async (tx, inboundId) => {
        await setInboundAside(tx, inboundId, scope);
        return { action: "change-inbound-set-aside" };
      }),
    ),
  };
}

async function present(tx: CompanyTx, rows: readonly InboundRow[]): Promise<Inbound[]> {
  const unknown = rows.filter(({ guid }) => guid === null);
  const candidates = await partiesOfAddresses(
    tx,
    unknown.flatMap(({ addressHash }) => (addressHash === null ? [] : [addressHash])),
  );
  return rows.map((row) => ({
    ...presentRow(row),
    candidates:
      row.guid === null && row.addressHash !== null
        ? candidates.filter(({ hash }) => row.addressHash?.equals(hash)).map(partyOut)
        : [],
  }));
}

function presentRow(row: InboundRow): Omit<Inbound, "candidates"> {
  const { way, text, state, reading, ledgerId, name, address, decidedAt, decidedName } = row;
  const { intent, day, amount, utr } = reading;
  return {
    inboundId: idOut("inbound", row.inboundId),
    way,
    at: row.at.toISOString(),
    party: ledgerId === null || name === null ? null : partyOut({ ledgerId, name }),
    fromEnd: address === null || way === "page" ? null : addressEnd(way, address),
    text,
    reading: { intent, day, amount, utr },
    state,
    decided:
      decidedAt === null || decidedName === null ? null : { by: decidedName, at: decidedAt.toISOString() },
  };
}

function partyOut({ ledgerId, name }: { ledgerId: string; name: string }) {
  return { partyId: idOut("party", ledgerId), name };
}
