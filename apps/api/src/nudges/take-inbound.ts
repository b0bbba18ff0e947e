import type { Proposal } from "@cfa/contract/corrections";
import type { InboundDeed } from "@cfa/contract/inbound";
import { billSums } from "@cfa/db/queries/bill-sums";
import type { CompanyTx } from "@cfa/db/company-scope";
import { lockCompanyCorrections } from "@cfa/db/queries/corrections";
import { tendGateway } from "@cfa/db/queries/gateway/account";
import { lockCompany } from "@cfa/db/queries/locks";
import { decideInbound, lockInbound, type InboundRow } from "@cfa/db/queries/nudges/inbound";
import type { LinkAddress } from "@cfa/db/queries/nudges/links";
import { stopMessages } from "@cfa/db/queries/nudges/stop";
import type { Reading } from "@cfa/nudges/reading";
import { idOut } from "@cfa/values/ids";
import { paiseToJson } from "@cfa/values/money";

import type { Scope, Services } from "../context.ts";
import { checkProposal } from "../corrections/check.ts";
import { addChecked } from "../corrections/make.ts";
import { wakeWorker } from "../corrections/note.ts";
import { ApiFailure } from "../errors.ts";
import { uuidOf } from "../uuid-of.ts";
import { partyGuids } from "./party-guids.ts";

type Taken = { intent: Reading["intent"]; guid: string | null; correctionId: string | null };
type By = { readonly scope: Scope; readonly enqueue: Services["enqueue"] };

const LONGEST_REASON = 500;

/**
 * Takes what a customer answered as what a person says it is: a correction, word of a payment, or the end of messages. Who it is of and how much is what the person
 * says, not what the text does. No message is judged meanwhile.
 */
export async function takeInbound(
  tx: CompanyTx,
  { inboundId, deed }: { inboundId: string; deed: InboundDeed },
  by: By,
): Promise<void> {
  if (deed.as === "promise" || deed.as === "dispute") await lockCompanyCorrections(tx);
  const row = await holdWaiting(tx, inboundId);
  const taken = await become(tx, { row, deed }, by);
  await decideInbound(tx, inboundId, { as: taken, at: by.scope.now, by: by.scope.user });
}

/** Sets an answer aside: nothing is made of it. */
export async function setInboundAside(tx: CompanyTx, inboundId: string, scope: Scope): Promise<void> {
  await holdWaiting(tx, inboundId);
  await decideInbound(tx, inboundId, { as: null, at: scope.now, by: scope.user });
}

async function holdWaiting(tx: CompanyTx, inboundId: string): Promise<InboundRow> {
  await lockCompany(tx, "nudge");
  const row = await lockInbound(tx, inboundId);
  if (row === undefined) throw new ApiFailure("not-found");
  if (row.state !== "waiting")
    throw new ApiFailure("conflict", { message: "This answer was decided about already." });
  return row;
}

async function become(
  tx: CompanyTx,
  { row, deed }: { row: InboundRow; deed: InboundDeed },
  by: By,
): Promise<Taken> {
  switch (deed.as) {
    case "promise": {
      const { partyId, amount, day } = deed;
      const fromDate = by.scope.today;
      const proposal: Proposal = { kind: "promise", partyId, amount, day, fromDate };
      return { intent: "promise", ...(await say(tx, { row, proposal }, by)) };
    }
    case "dispute": {
      const { billId } = deed;
      const sums = await billSums(tx, uuidOf("bill", billId));
      if (sums === undefined) throw new ApiFailure("not-found");
      const proposal: Proposal = { kind: "dispute", billId, amount: paiseToJson(sums.open), owner: null };
      const said = await say(tx, { row, proposal }, by);
      await tendGateway(tx, by.enqueue); // nobody is to pay by it meanwhile
      return { intent: "dispute", ...said };
    }
    case "paid":
      return { intent: "paid", guid: await guidOf(tx, deed.partyId), correctionId: null };
    case "stop": {
      const guid = deed.partyId === null ? null : await guidOf(tx, deed.partyId);
      await stop(tx, { row, guid, what: deed.what }, by);
      return { intent: deed.what === "all" ? "stop" : "stop-offers", guid, correctionId: null };
    }
  }
}

/** Says it of the books as a person of the company does. */
async function say(
  tx: CompanyTx,
  { row, proposal }: { row: InboundRow; proposal: Proposal },
  { scope, enqueue }: By,
): Promise<{ guid: string; correctionId: string }> {
  const checked = await checkProposal(tx, { proposal, replaces: null });
  const { refusal } = checked;
  if (refusal !== null) throw new ApiFailure("bad-input", { field: refusal.code, message: refusal.message });
  const reason = (row.text ?? "").slice(0, LONGEST_REASON).toWellFormed() || row.way;
  const made = await addChecked(tx, { by: scope, checked, reason, untilDate: null });
  await wakeWorker(tx, enqueue, [made]);
  return { guid: made.ledgerGuid, correctionId: made.correctionId };
}

async function stop(
  tx: CompanyTx,
  { row, guid, what }: { row: InboundRow; guid: string | null; what: "all" | "offers" },
  { scope }: By,
): Promise<void> {
  const { way, addressHash, inboundId } = row;
  const addresses: LinkAddress[] = way === "page" || addressHash === null ? [] : [{ way, hash: addressHash }];
  if (guid === null && addresses.length === 0) {
    const message = 'The value of "deed.partyId" is not right: whose it is has to be said.';
    throw new ApiFailure("bad-input", { field: "deed.partyId", message });
  }
  await stopMessages(tx, {
    guid,
    addresses,
    kinds: what === "all" ? ["reminder", "offer"] : ["offer"],
    source: "reply",
    proof: idOut("inbound", inboundId), // what was written goes when its party is erased, and this word stays
    at: scope.now,
    by: scope.user,
  });
}

/** The GUID of a party's head. */
async function guidOf(tx: CompanyTx, partyId: string): Promise<string> {
  const [guid] = await partyGuids(tx, partyId);
  if (guid === undefined) throw new ApiFailure("not-found");
  return guid;
}
