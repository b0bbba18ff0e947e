import { MOST_TESTS_A_DAY, TEST_REFUSALS, TEMPLATE_REFUSALS } from "@cfa/contract/template-kinds";
import type { TestSend, TestSends } from "@cfa/contract/template-tests";
import { oneOf } from "@cfa/contract/typed";
import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { lockCompany } from "@cfa/db/queries/locks";
import {
  keepTest,
  testSends,
  testsOn,
  type TestPlace,
  type TestSendRow,
} from "@cfa/db/queries/nudges/test-sends";
import { people } from "@cfa/db/queries/people";
import { readCompany, type BooksReader } from "@cfa/db/queries/snapshot";
import { addressEnd } from "@cfa/nudges/address/address-end";
import { phonesIn } from "@cfa/nudges/address/phone";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";

const SHOWN = 5;
/** A call that has told nothing for so long will not: its worker is gone. */
const CALL_MILLIS = 120_000;

/** Texts that an owner tries on a phone or mailbox of their own. A worker sends them. */
export function templateTestRoutes(
  { db, enqueue }: Services,
  { routes, member }: ReturnType<typeof guarded>,
) {
  const { templateTests } = routes;
  return {
    read: templateTests.read.use(member).handler(async ({ context: { scope }, input }) => {
      const mail = await ownMail(db, scope);
      return readCompany(db, scope.companyId, (snapshot) => standing(snapshot, input, { scope, mail }));
    }),

    send: templateTests.send.use(member).handler(async ({ context: { scope }, input }) => {
      const { kind, stage, way, language, text, registration, number } = input;
      const mail = await ownMail(db, scope);
      const to = way === "email" ? mailOf(mail) : numberIn(number);
      return inCompany(db, scope.companyId, async (tx) => {
        await lockCompany(tx, "nudge"); // two who ask at once are counted one after the other
        if ((await testsOn(tx, scope.today)) >= MOST_TESTS_A_DAY) {
          throw new ApiFailure("too-many", {
            message: `${MOST_TESTS_A_DAY} tests were sent today. Send the next one tomorrow.`,
          });
        }
        const testId = await keepTest(tx, {
          kind,
          stage,
          way,
          language,
          subject: text.subject ?? null,
          body: text.body,
          registration,
          to,
          toEnd: addressEnd(way, to),
          day: scope.today,
          at: scope.now,
          by: scope.user,
        });
        const detail = { way, after: { textOf: kind, textStage: stage, language } };
        await addAuditEntry(tx, { user: scope.user, action: "change-template-tried", detail });
        await enqueue(tx, "send-test", { companyId: scope.companyId, testId });
        return standing(tx, input, { scope, mail });
      });
    }),
  };
}

async function ownMail(db: Database, { user }: Scope): Promise<string | null> {
  const [person] = await people(db, [user.id]);
  return person?.isVerified === true ? person.email : null;
}

function mailOf(mail: string | null): string {
  if (mail !== null) return mail;
  const message = "Your mail address is not verified. Sign in once by the code that is sent to it.";
  throw new ApiFailure("bad-input", { field: "way", message });
}

function numberIn(text: string | null): string {
  const [number, ...others] = phonesIn(text ?? "");
  if (number !== undefined && others.length === 0) return number;
  throw new ApiFailure("bad-input", { field: "number", message: "Type one mobile number of your own." });
}

async function standing(
  reader: BooksReader,
  place: TestPlace,
  { scope: { now, today }, mail }: { scope: Scope; mail: string | null },
): Promise<TestSends> {
  const rows = await testSends(reader, place, SHOWN);
  const left = Math.max(MOST_TESTS_A_DAY - (await testsOn(reader, today)), 0);
  return { rows: rows.map((row) => testOut(row, now)), left, mail };
}

function testOut(row: TestSendRow, now: Date): TestSend {
  const { toEnd, at, by, calledAt, failure } = row;
  const isLost =
    row.state === "calling" && calledAt !== null && now.getTime() - calledAt.getTime() > CALL_MILLIS;
  return {
    toEnd,
    at: at.toISOString(),
    by,
    state: isLost ? "unknown" : row.state,
    refused: oneOf(TEST_REFUSALS, row.refused ?? undefined) ?? null,
    inText: row.inText.flatMap(({ code, name }) => {
      const known = oneOf(TEMPLATE_REFUSALS, code);
      return known === undefined ? [] : [{ code: known, name }];
    }),
    failure,
  };
}
