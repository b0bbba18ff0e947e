import type { TallyRequest } from "../request/read-request.ts";
import { importOutcome } from "../imports/import.ts";
import { reportAnswer } from "../reports/report.ts";
import { companyCollection } from "./collection.ts";
import { companyList } from "./company-list.ts";
import { bareError, collectionEnvelope, errorAnswer } from "./envelope.ts";
import { functionAnswer } from "./function.ts";
import { objectAnswer } from "./object.ts";
import { answer, type Outcome } from "./outcome.ts";
import { companyNamed, reachable, type OpenCompany, type Tally } from "./tally.ts";

/** "nothing": a GET, or a POST without a body. "unknown": what is no request that a Tally takes. */
export type Asked = TallyRequest | "nothing" | "unknown";

/** Answers a request. */
export function outcomeOf(tally: Tally, request: Asked): Outcome {
  if (request === "nothing") return answer("<RESPONSE>TallyPrime Server is Running</RESPONSE>");
  if (request === "unknown") return answer("<RESPONSE>Unknown Request, cannot be processed</RESPONSE>");
  const company = companyNamed(tally, request.company);
  switch (request.kind) {
    case "function":
      if (company === undefined && request.company !== "")
        return answer(errorAnswer(notOpen(request.company)));
      return answer(functionAnswer(request, { company: company?.state, settings: tally.settings }));
    case "collection":
      return collectionOutcome(tally, request, company);
    case "object":
      if (company === undefined) return answer(bareError(`Could not find Company:${request.company}!`));
      return objectAnswer(request, company.state);
    case "report":
      if (company === undefined) return answer(errorAnswer(notOpen(request.company)));
      return reportAnswer(request, { state: company.state, settings: tally.settings });
    case "import":
      return importOutcome(request, company, tally.settings);
  }
}

/** A short name of what a request asks for, as the log shows it. */
export function kindOfRequest(request: Asked): string {
  if (request === "nothing") return "alive?";
  if (request === "unknown") return "unknown";
  if (request.kind !== "collection") return `${request.kind} ${request.id}`.trim();
  const own = request.definitions.find(({ name }) => name.toLowerCase() === request.id.toLowerCase());
  const type = own?.type || request.definitions.find((each) => each.type !== "")?.type || request.id;
  return `collection ${type}${own !== undefined && own.filters.length > 0 ? " filtered" : ""}`;
}

function collectionOutcome(
  tally: Tally,
  request: TallyRequest & { kind: "collection" },
  company: OpenCompany | undefined,
): Outcome {
  const { definitions, settings } = tally;
  for (const definition of request.definitions) definitions.known(definition);
  const definition = definitions.find(request.id);
  if (definition === undefined) return answer(errorAnswer(`Could not find Collection '${request.id}'!`));
  const open = reachable(tally);
  const currencies = open.reduce((count, { state }) => count + state.currencies.size, 0);
  const counts = { COMPANY: open.length, CURRENCY: currencies };
  if (definition.type.toLowerCase() === "company") {
    return companyList({ definition, settings, counts, open: open.map(({ state }) => state) });
  }
  if (company === undefined) {
    // With no company open at all, Tally has simply nothing to list.
    if (open.length === 0) return { kind: "answer", pieces: collectionEnvelope([], counts) };
    return answer(errorAnswer(notOpen(request.company)));
  }
  const { variables } = request;
  return companyCollection({ state: company.state, definition, definitions, variables, settings, counts });
}

function notOpen(company: string): string {
  return `Could not set 'SVCurrentCompany' to '${company}'`;
}
