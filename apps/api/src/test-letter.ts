import { randomUUID } from "node:crypto";

import { idOut } from "@cfa/values/ids";
import type { TestDatabase } from "@cfa/testkit/test-database";

/* Letters to Ram & Sons of test-books.ts, let out and to be printed: on 15 April 2026 600.00 of INV-1 is open. */

const NOW = "2026-04-15T05:00:00Z";
const RAM = "g-Ram & Sons";
export const INV_1 = { guid: RAM, billKey: "inv-1", billDate: "2026-01-10" };

/** Lets one out and answers the id of its message. Reminders are on from then. */
export async function letOutLetter(
  { asOwner }: Pick<TestDatabase, "asOwner">,
  companyId: string,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const nudgeId = randomUUID();
  await asOwner(
    `insert into nudge_setting (company_id, is_on, said_at, said_by, said_name) values ($1, true, $2, 'u', 'Somebody') on conflict do nothing`,
    [companyId, NOW],
  );
  const row = {
    company_id: companyId,
    nudge_id: nudgeId,
    ledger_guid: RAM,
    kind: "reminder",
    stage: "after-30",
    day: "2026-04-15",
    class: "late",
    language: "en",
    way_order: ["print"],
    send_at: NOW,
    not_after: "2026-04-15T14:30:00Z",
    state: "sent",
    reason: '{"why": [], "now": []}',
    bills: JSON.stringify([
      { bill: INV_1, name: "INV-1", dueDate: "2026-02-09", amount: "100000", stage: "after-30" },
    ]),
    amount: 100_000,
    cost: 0,
    preview: "{}",
    approval: "each",
    approved_at: NOW,
    approved_by: "u",
    approved_name: "Somebody",
    plan_generation: 1,
    made_at: NOW,
    ...changes,
  };
  const places = Object.keys(row).map((_, at) => `$${at + 1}`);
  await asOwner(
    `insert into nudge (${Object.keys(row).join(", ")}) values (${places.join(", ")})`,
    Object.values(row),
  );
  await asOwner(
    `insert into nudge_attempt (company_id, nudge_id, attempt_no, way, provider, state, message_id, text, units, called_at)
     values ($1, $2, 1, 'print', 'print', 'calling', $3, 'as planned', 1, $4)`,
    [companyId, nudgeId, `<${nudgeId}@app.asha.in>`, NOW],
  );
  await asOwner("update nudge_attempt set state = 'accepted' where company_id = $1 and nudge_id = $2", [
    companyId,
    nudgeId,
  ]);
  return idOut("nudge", nudgeId);
}
