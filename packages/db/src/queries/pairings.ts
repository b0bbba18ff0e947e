import type { Database } from "../client.ts";
import { asAuthn, type CompanyTx } from "../company-scope.ts";
import { offeredBy, type OfferedAgent } from "./waiting-agents.ts";

/** By whom, when and until when a pairing is opened. */
type Opening = { by: { id: string; name: string }; now: Date; expiresAt: Date };

/** Opens the handing over of a key by a one-time token: whoever shows it needs no further word from the app. */
export async function openForKey(
  tx: CompanyTx,
  wanted: Opening & { keyId: string; tokenHash: Uint8Array },
): Promise<void> {
  await tx.run("delete from pairing where company_id = $1 and key_id = $2 and state = 'open'", [
    tx.companyId,
    wanted.keyId,
  ]);
  await addOpen(tx, wanted);
}

export type PairingRow = {
  pairingId: string;
  state: "open" | "claimed" | "confirmed" | "paired" | "refused";
  keyId: string | null;
  openedByName: string;
  expiresAt: Date;
  polledAt: Date | null;
  agent: OfferedAgent | null;
  /** GUID in Tally and GSTIN of the company itself, to hold the agent's against. */
  companyGuid: string | null;
  companyGstin: string | null;
  companyName: string;
};

type Stored = Omit<PairingRow, "agent"> & { [Field in keyof OfferedAgent]: OfferedAgent[Field] | null };

/** Opens a pairing by a code and a token; what was opened and is long over goes. Answers its id. */
export async function openPairing(
  tx: CompanyTx,
  wanted: Opening & { codeHash: Uint8Array; tokenHash: Uint8Array },
): Promise<string> {
  await tx.run(
    "delete from pairing where company_id = $1 and expires_at < $2::timestamptz - interval '1 day'",
    [tx.companyId, wanted.now],
  );
  return addOpen(tx, wanted);
}

/** Keeps an agent whose code was taken in the app. Answers the pairing's id. */
export async function openTaken(
  tx: CompanyTx,
  { by, now, expiresAt, ...agent }: Opening & OfferedAgent & { claimHash: Uint8Array },
): Promise<string> {
  const pairingId = await addOpen(tx, { by, now, expiresAt });
  await claimPairing(tx, pairingId, { ...agent, state: "claimed" });
  return pairingId;
}

async function addOpen(
  tx: CompanyTx,
  wanted: Opening & { codeHash?: Uint8Array; tokenHash?: Uint8Array; keyId?: string },
): Promise<string> {
  const { by, now, expiresAt, codeHash, tokenHash, keyId = null } = wanted;
  const hashes = [codeHash, tokenHash].map((hash) => hash && Buffer.from(hash));
  const rows = await tx.run<{ pairingId: string }>(
    `insert into pairing
       (company_id, state, opened_by, opened_by_name, opened_at, expires_at, key_id, code_hash, token_hash)
     values ($1, 'open', $2, $3, $4, $5, $6, $7, $8) returning pairing_id as "pairingId"`,
    [tx.companyId, by.id, by.name, now, expiresAt, keyId, ...hashes],
  );
  const [row] = rows;
  if (row === undefined) throw new Error("a pairing was not kept");
  return row.pairingId;
}

/** Whose pairing a code, token or claim opens, whatever has become of it. */
export async function findPairing(
  db: Database,
  by: { column: "code_hash" | "token_hash" | "claim_hash"; hash: Uint8Array },
): Promise<{ companyId: string; pairingId: string } | undefined> {
  return asAuthn(db, ({ query }) =>
    query
      .selectFrom("pairing")
      .select(["company_id as companyId", "pairing_id as pairingId"])
      .where(by.column, "=", Buffer.from(by.hash))
      .executeTakeFirst(),
  );
}

/** One pairing, locked: it is claimed, confirmed and paid out once. */
export async function lockPairing(tx: CompanyTx, pairingId: string): Promise<PairingRow | undefined> {
  await tx.run("select from pairing where company_id = $1 and pairing_id = $2 for update", [
    tx.companyId,
    pairingId,
  ]);
  const rows = await tx.run<Stored>(
    `select pairing_id as "pairingId", p.state, key_id as "keyId", opened_by_name as "openedByName",
       expires_at as "expiresAt", polled_at as "polledAt", machine, windows_user as "windowsUser",
       tally_company as "tallyCompany", p.tally_guid as "tallyGuid", p.gstin, address,
       c.tally_guid as "companyGuid", c.gstin as "companyGstin", c.name as "companyName"
     from pairing p join company c using (company_id) where company_id = $1 and pairing_id = $2`,
    [tx.companyId, pairingId],
  );
  return rows[0] && withAgent(rows[0]);
}

function withAgent(row: Stored): PairingRow {
  const { machine, windowsUser, tallyCompany, tallyGuid, gstin, address, ...rest } = row;
  const isThere = machine !== null && windowsUser !== null && tallyCompany !== null && tallyGuid !== null;
  const agent = isThere
    ? { machine, windowsUser, tallyCompany, tallyGuid, gstin, address: address ?? "" }
    : null;
  return { ...rest, agent };
}

/** Notes which agent has come. Its code and token are used up by it. */
export async function claimPairing(
  tx: CompanyTx,
  pairingId: string,
  agent: OfferedAgent & { claimHash: Uint8Array; state: "claimed" | "confirmed" },
): Promise<void> {
  await tx.run(
    `update pairing set state = $3, claim_hash = $4, code_hash = null, token_hash = null, machine = $5,
       windows_user = $6, tally_company = $7, tally_guid = $8, gstin = $9, address = $10
     where company_id = $1 and pairing_id = $2`,
    [tx.companyId, pairingId, agent.state, Buffer.from(agent.claimHash), ...offeredBy(agent)],
  );
}

/** Notes what became of a pairing; whoever claimed it keeps asking until it is over. */
export async function movePairing(
  tx: CompanyTx,
  pairingId: string,
  to: { state: "confirmed" | "refused" } | { state: "paired"; keyId: string },
): Promise<void> {
  const keyId = to.state === "paired" ? to.keyId : null;
  await tx.run(
    `update pairing set state = $3, key_id = coalesce($4, key_id),
       claim_hash = case when $3 = 'paired' then null else claim_hash end
     where company_id = $1 and pairing_id = $2`,
    [tx.companyId, pairingId, to.state, keyId],
  );
}

/** Notes when the agent asked last. */
export async function notePoll(tx: CompanyTx, pairingId: string, now: Date): Promise<void> {
  await tx.run("update pairing set polled_at = $3 where company_id = $1 and pairing_id = $2", [
    tx.companyId,
    pairingId,
    now,
  ]);
}

/** Takes a pairing back that came to nothing. */
export async function dropPairing(tx: CompanyTx, pairingId: string): Promise<void> {
  await tx.run("delete from pairing where company_id = $1 and pairing_id = $2", [tx.companyId, pairingId]);
}
