import { ALL_TEMPLATE_STAGES, TEMPLATE_MOVES, type SAID_TEMPLATE_STATES } from "@cfa/contract/template-kinds";
import type { TemplateRefusal, TemplateRegistration, TemplateTextToKeep } from "@cfa/contract/templates";
import { oneOf } from "@cfa/contract/typed";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { lockCompany } from "@cfa/db/queries/locks";
import { keepTemplate, setTemplateState, templateRow } from "@cfa/db/queries/nudges/templates";
import { readCompany, type BooksReader } from "@cfa/db/queries/snapshot";
import type { TextRules } from "@cfa/nudges/rules";
import { sampleSaid } from "@cfa/nudges/templates/sample-said";
import { variablesOf } from "@cfa/nudges/templates/shipped";
import { typedTemplate } from "@cfa/nudges/templates/typed-template";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { partyGuids } from "../nudges/party-guids.ts";
import { saidOfParty } from "../nudges/said-of-party.ts";
import { lookOver, presentTemplates, type TextPlace } from "../nudges/template-out.ts";
import { readTextRules } from "../nudges/text-rules.ts";
import { uuidOf } from "../uuid-of.ts";

/** The texts of messages: read, kept anew as drafts, looked over, and put into use. No message is judged while one changes, and a worker plans anew. */
export function templateRoutes(services: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { db, enqueue, publicUrl } = services;
  const { templates } = routes;
  const rulesOf = (reader: BooksReader, { today }: Scope) => readTextRules(reader, { today, publicUrl });
  const places = async (reader: BooksReader, scope: Scope) =>
    presentTemplates(reader, { rules: await rulesOf(reader, scope), today: scope.today });
  const changing = <Told>(scope: Scope, work: (tx: CompanyTx) => Promise<Told>): Promise<Told> =>
    inCompany(db, scope.companyId, async (tx) => {
      await lockCompany(tx, "nudge");
      return work(tx);
    });

  return {
    list: templates.list
      .use(member)
      .handler(({ context: { scope } }) =>
        readCompany(db, scope.companyId, (snapshot) => places(snapshot, scope)),
      ),

    keep: templates.keep.use(member).handler(({ context: { scope }, input }) =>
      changing(scope, async (tx) => {
        const { kind, stage, way, language, text, registration } = input;
        const variables = variablesOf(`${text.subject ?? ""}${text.body}`, way);
        await keepTemplate(
          tx,
          {
            kind,
            stage,
            way,
            language,
            subject: text.subject ?? null,
            body: text.body,
            variables: [...variables],
            ...registration,
          },
          { at: scope.now, by: scope.user.id },
        );
        const detail = { way, after: { textOf: kind, textStage: stage, language } };
        await addAuditEntry(tx, { user: scope.user, action: "change-template", detail });
        return places(tx, scope);
      }),
    ),

    setState: templates.setState.use(member).handler(({ context: { scope }, input }) =>
      changing(scope, async (tx) => {
        const refused = await sayState(tx, input, { scope, rules: await rulesOf(tx, scope) });
        if (refused.length === 0) await enqueue(tx, "plan-nudges", { companyId: scope.companyId });
        return { ...(await places(tx, scope)), refused };
      }),
    ),

    preview: templates.preview
      .use(member)
      .handler(({ context: { scope }, input }) =>
        readCompany(db, scope.companyId, async (snapshot) =>
          previewed(snapshot, input, { today: scope.today, rules: await rulesOf(snapshot, scope) }),
        ),
      ),
  };
}

type Said = {
  templateId: string;
  state: (typeof SAID_TEMPLATE_STATES)[number];
  why: string | null;
  registration: TemplateRegistration;
};

/** Keeps what an owner says of a text, with its word in the audit log; answers why it may not be put into use, if it may not. */
async function sayState(
  tx: CompanyTx,
  { templateId, state, why, registration }: Said,
  { scope, rules }: { scope: Scope; rules: TextRules },
): Promise<TemplateRefusal[]> {
  const row = await templateRow(tx, uuidOf("template", templateId));
  const stage = oneOf(ALL_TEMPLATE_STAGES, row?.stage);
  if (row === undefined || stage === undefined) throw new ApiFailure("not-found");
  if (row.state !== state && !TEMPLATE_MOVES[state].includes(row.state)) throw new ApiFailure("conflict");
  const { kind, way, language, subject, body } = row;
  if (state === "approved") {
    const fact = typedTemplate(
      { kind, stage, way, language },
      { text: { subject, body }, registration, state },
    );
    const { refusals } = lookOver(fact, sampleSaid(kind, stage, { today: scope.today, language }), rules);
    if (refusals.length > 0) return refusals;
  }
  await setTemplateState(tx, row, { state, why, at: scope.now, registered: registration });
  const detail = {
    way,
    before: { textState: row.state },
    after: { textOf: kind, textStage: stage, language, textState: state },
  };
  await addAuditEntry(tx, { user: scope.user, action: "change-template-state", detail });
  return [];
}

type Previewing = Omit<TextPlace, "way" | "language"> & {
  partyId: string | null;
  texts: readonly {
    way: TextPlace["way"];
    language: TextPlace["language"];
    text: TemplateTextToKeep;
    registration: TemplateRegistration;
  }[];
};

/** Texts with a customer's bills in them, or with made-up ones. */
async function previewed(
  reader: BooksReader,
  { kind, stage, partyId, texts }: Previewing,
  { today, rules }: { today: LocalDate; rules: TextRules },
) {
  const guids = partyId === null ? null : await partyGuids(reader, partyId);
  const real = guids === null ? null : await saidOfParty(reader, guids, { kind, stage, today });
  const looked = texts.map(({ way, language, text, registration }) => {
    // As it would be once it is approved: that it is not yet is told elsewhere.
    const fact = typedTemplate({ kind, stage, way, language }, { text, registration, state: "approved" });
    const said = real ?? sampleSaid(kind, stage, { today, language });
    const { rendered, refusals } = lookOver(fact, said, rules);
    const { subject, body, units, cost } = rendered;
    const values = rendered.values.map((value) => ({ ...value }));
    return { way, language, subject, body, units, cost: paiseToJson(cost), values, refusals };
  });
  return { isMadeUp: real === null, texts: looked };
}
