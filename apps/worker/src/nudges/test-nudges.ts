import type { Records } from "@cfa/contract/records";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { planNudges } from "@cfa/nudges/plan-nudges";
import { judgeSend } from "@cfa/nudges/gate";
import { pino } from "pino";

import { customerOnCredit, masters, paise, sale } from "../apply/small-books.ts";
import type { openTestCompanies, TestCompany } from "../apply/test-company.ts";
import { claimSend, type Looked, type SendSettings } from "./claim-send.ts";
import { planCompany } from "./plan-company.ts";

/* Ravi Stores owes INV-1, due on 1 May 2026, and INV-2, due on 20 May; reminders are on, by letter, and need nobody's word. */

export const INDIA = (text: string): Date => new Date(`${text}+05:30`);
/** Friday 8 May 2026, seven days after INV-1 was due. */
export const MORNING = INDIA("2026-05-08T08:00");
export const NOON = INDIA("2026-05-08T12:00");
export const RAVI = "led-Ravi Stores";
export const log = pino({ level: "silent" });
export const SETTINGS: SendSettings = { judge: judgeSend, publicUrl: "https://app.asha.in" };

type Companies = Awaited<ReturnType<typeof openTestCompanies>>;

/** A company that reminds. */
export type NudgeTest = TestCompany & {
  readonly jobs: string[];
  /** As the worker's job, in one transaction. */
  job<T>(work: (tx: CompanyTx) => Promise<T>): Promise<T>;
  /** As a request, in one transaction. */
  app<T>(work: (tx: CompanyTx) => Promise<T>): Promise<T>;
  plan(at?: Date): Promise<void>;
  nudges(): Promise<NudgeRow[]>;
  /** Looks at a nudge as the job that sends does. */
  look(nudgeId: string, at?: Date, settings?: SendSettings): Promise<Looked>;
};

export type NudgeRow = {
  nudge_id: string;
  stage: string;
  state: string;
  end_code: string | null;
  amount: bigint;
  send_at: Date;
};

/** Makes one; nothing is planned yet. */
export async function nudgeTest(companies: Companies): Promise<NudgeTest> {
  const company = await companies.company();
  const { companyId, database } = company;
  const vouchers = [sale("INV-1", "2026-04-01", 10_000), sale("INV-2", "2026-04-20", 5_000)];
  await company.take([{ ...masters(customerOnCredit("Ravi Stores", { alterId: 6 })), vouchers }]);
  const jobs: string[] = [];
  const enqueue = (_: unknown, name: string): Promise<void> => {
    jobs.push(name);
    return Promise.resolve();
  };
  const self: NudgeTest = {
    ...company,
    jobs,
    job: (work) => inCompany(database.db, companyId, work, { role: "job" }),
    app: (work) => inCompany(database.db, companyId, work),
    plan: (at = MORNING) =>
      planCompany(
        { db: database.db, log, enqueue, now: at, planner: planNudges, publicUrl: SETTINGS.publicUrl },
        companyId,
      ),
    nudges: async () =>
      (await company.rows("select * from nudge where company_id = $1 order by day, stage", [
        companyId,
      ])) as NudgeRow[],
    look: (nudgeId, at = NOON, settings = SETTINGS) =>
      self.job((tx) =>
        claimSend(
          tx,
          { nudgeId, permitted: "print", now: at },
          { ...settings, carried: new Set(["print"] as const) },
        ),
      ),
  };
  await self.app((tx) =>
    tx.run(
      `insert into nudge_setting (company_id, is_on, approval, way_order, said_at, said_by, said_name)
       values ($1, true, '{"new": "automatic", "late": "automatic", "risky": "automatic"}', '{print}', $2, 'u', 'Asha')`,
      [companyId, MORNING],
    ),
  );
  await database.asOwner("update sync_state set read_at = $2, tie_out = 'equal' where company_id = $1", [
    companyId,
    MORNING,
  ]);
  return self;
}

/** Has Ravi reminded by mail, else by letter: by a server on this machine. What is planned after it is. */
export async function remindByMail(test: NudgeTest, port: number): Promise<void> {
  const { database, companyId } = test;
  await database.asOwner("update ledger set email = 'ravi@patel.in' where company_id = $1 and guid = $2", [
    companyId,
    RAVI,
  ]);
  await test.app(async (tx) => {
    await tx.run(
      `update nudge_setting set way_order = '{email,print}', ground_said_at = $2, ground_said_by = 'u', ground_said_name = 'Asha'
       where company_id = $1`,
      [companyId, NOON],
    );
    await openAccount(tx, "email", { provider: "smtp", host: "127.0.0.1", port, from: "accounts@asha.in" });
  });
}

/** An account that carries messages on a way, from 1 May on. */
export async function openAccount(
  tx: CompanyTx,
  way: string,
  { provider, ...config }: { provider: string } & Record<string, unknown>,
): Promise<void> {
  await tx.run(
    `insert into channel_account (company_id, way, provider, config, state, hook_token, next_send_at, made_at, said_by)
     values ($1, $2, $3, $4, 'on', 'hook', $5, $5, 'u')`,
    [tx.companyId, way, provider, JSON.stringify(config), INDIA("2026-05-01T00:00")],
  );
}

export const SONS = "led-Ravi & Sons";

/** Ravi's second ledger, with a bill of 300 that is as old as his first. */
export function sonsBooks(): Records {
  const name = "Ravi & Sons";
  const bills = [{ name: "INV-9", type: "new-ref" as const, amount: paise(-300) }];
  const entries = [
    { ledger: name, amount: paise(-300), bills },
    { ledger: "Sales", amount: paise(300) },
  ];
  return {
    ledgers: [customerOnCredit(name, { alterId: 20 })],
    vouchers: [sale("INV-9", "2026-04-01", 300, { party: name, entries })],
  };
}

/** Puts the second ledger under the first, as a person says. */
export async function mergeSons(tx: CompanyTx): Promise<void> {
  await tx.run(
    `insert into correction (company_id, kind, state, ledger_guid, value, base, reason, created_by, created_name)
     values ($1, 'merge', 'active', $2, $3, '{}', 'the same', 'u', 'Asha')`,
    [tx.companyId, SONS, JSON.stringify({ intoGuid: RAVI, evidence: [] })],
  );
}

/** The one nudge that waits. */
export async function waiting(test: NudgeTest): Promise<NudgeRow> {
  const found = (await test.nudges()).filter(({ state }) => state === "queued" || state === "proposed");
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} nudges wait`);
  return only;
}

/** Until somebody waits for what another holds. */
export async function untilWaiting(database: Pick<TestCompany["database"], "asOwner">): Promise<void> {
  for (let turn = 0; turn < 200; turn++) {
    const waits = await database.asOwner(
      "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    );
    if (waits.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("nobody waits");
}
