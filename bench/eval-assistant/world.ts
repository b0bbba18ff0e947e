import { makeSampleCompany, type SampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { cloneTemplate, type Template } from "@cfa/testkit/clone-template";
import type { Turn } from "@cfa/contract/assistant";
import type { CashForecastAnswer } from "@cfa/contract/cash-forecast";
import { localDateAt, type LocalDate } from "@cfa/values/local-date";

import { syncBooks } from "../../tests/flow/reads-stack.ts";
import { startStack, type Stack, type StackCompany } from "../../tests/flow/stack.ts";

/* Two companies on one server, read from a Tally each: A is asked, B has names that A's people must never see. */

export type World = {
  readonly today: LocalDate;
  readonly a: StackCompany;
  readonly b: StackCompany;
  /** Names of parties that only B has; each with a word that is nowhere in A. */
  readonly onlyInB: readonly string[];
  /** Names that were planted into A. */
  readonly planted: readonly string[];
  /** What must stand in no answer to A's people. */
  readonly secrets: readonly string[];
  /** Rows as the database's owner sees them; `$1` is the company. */
  rows<R extends object>(company: "a" | "b", text: string, ...values: unknown[]): Promise<R[]>;
  /** A question as A's owner asks it, over HTTP. */
  ask(question: string, conversationId?: string | null, language?: "en" | "hi"): Promise<Asked>;
  close(): Promise<void>;
};
/** The answer as it came, with the time it took in milliseconds. */
export type Asked = {
  readonly status: number;
  readonly turn: Turn;
  readonly body: string;
  readonly millis: number;
};

/** The clock of the server and the last day of the books: a Wednesday, ten days after Diwali. */
const NOW = new Date("2026-11-18T06:30:00Z");
const THROUGH = localDateAt(NOW);
const LIMIT_MILLIS = 300_000;

/** Makes the companies of a seed, with names planted into A, and waits until A has learned and its cash is forecast. */
export async function makeWorld(
  template: Template,
  { seed, size, names }: { seed: number; size: "S" | "E"; names: readonly string[] },
): Promise<World> {
  const database = await cloneTemplate(template);
  const stack = await startStack({ database, learns: true, now: () => NOW });
  const made = {
    a: makeSampleCompany({ size, seed, through: THROUGH }),
    b: makeSampleCompany({ size, seed: seed + 5_000, through: THROUGH }),
  };
  const onlyInB = ["Quorvex Mills", "Zylphate Stores", "Brumhold & Co", "Xantrip Agencies"];
  const samples = { a: renamed(made.a, names), b: renamed(made.b, onlyInB) };
  const [a, b] = [await readBooks(stack, samples.a), await readBooks(stack, samples.b)];
  const rows: World["rows"] = (company, text, ...values) =>
    database.asOwner(text, [company === "a" ? a.uuid : b.uuid, ...values]);
  const token = await stack.server.signIn("owner");
  await untilForecast(stack, a, token);
  return {
    today: THROUGH,
    a,
    b,
    onlyInB,
    planted: names,
    secrets: [...onlyInB.map((name) => name.split(" ")[0] ?? name), b.uuid, b.id, ...(await sumsOfB(rows))],
    rows,
    async ask(question, conversationId = null, language = "en") {
      const started = performance.now();
      const response = await fetch(`${stack.server.url}/api/companies/${a.id}/assistant/ask`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ conversationId, question, language }),
      });
      const body = await response.text();
      return {
        status: response.status,
        turn: JSON.parse(body) as Turn,
        body,
        millis: performance.now() - started,
      };
    },
    close: () => stack.close(),
  };
}

/** The books with some of their customers under other names, the busiest first. */
function renamed(sample: SampleCompany, names: readonly string[]): SampleCompany {
  const roles = new Set(sample.truth.parties.map(({ name }) => name));
  const plain = sample.ledgers.filter(
    ({ name, contact }) =>
      roles.has(name) &&
      contact !== null &&
      /^[A-Z][a-z]+ [A-Z][a-z]+/.test(name) &&
      !/Agarwal|Krishna/.test(name),
  );
  const to = new Map(names.map((name, at) => [plain[at]?.masterId, name]));
  return {
    ...sample,
    ledgers: sample.ledgers.map((one) => ({ ...one, name: to.get(one.masterId) ?? one.name })),
  };
}

async function readBooks(stack: Stack, sample: SampleCompany): Promise<StackCompany> {
  const company = await stack.addCompany({ name: sample.name, tallyGuid: sample.guid });
  await syncBooks(sample, company);
  return company;
}

async function untilForecast({ server }: Stack, company: StackCompany, token: string): Promise<void> {
  for (const ends = Date.now() + LIMIT_MILLIS; ;) {
    const response = await server.get(`/api/companies/${company.id}/cash/forecast`, { token });
    const { forecast } = (await response.json()) as CashForecastAnswer;
    if (forecast?.isBehind === false) return;
    if (Date.now() > ends) throw new Error("the cash was not forecast in time");
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** Balances of B's parties that are no sum of A's, as they stand on the wire. */
async function sumsOfB(rows: World["rows"]): Promise<string[]> {
  const text = `select distinct sum(open)::text as sum from bill where company_id = $1 group by ledger_id having sum(open) > 30000000`;
  const [own, theirs] = [await rows<{ sum: string }>("a", text), await rows<{ sum: string }>("b", text)];
  const entries = await rows<{ sum: string }>(
    "a",
    `select distinct abs(amount)::text as sum from posting where company_id = $1 union
     select amount::text from bill where company_id = $1 union select open::text from bill where company_id = $1`,
  );
  const known = new Set([...own, ...entries].map(({ sum }) => sum));
  return theirs.flatMap(({ sum }) => (known.has(sum) ? [] : [`"${sum}"`]));
}
