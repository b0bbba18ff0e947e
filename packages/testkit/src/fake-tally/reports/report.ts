import { answer, type Outcome } from "../answers/outcome.ts";
import { errorAnswer, unknownAnswer } from "../answers/envelope.ts";
import type { CompanyState } from "../company/state.ts";
import { viewOf, type View } from "../company/view.ts";
import { ledgerNamed } from "../company/voucher-edits.ts";
import { requestedPeriod } from "../request/period.ts";
import type { TallyRequest } from "../request/read-request.ts";
import type { Settings } from "../server/settings.ts";
import { billsReport, ledgerOutstandings } from "./bills.ts";
import { trialBalance, type TrialBalanceDetail } from "./trial-balance.ts";

export type ReportRequest = TallyRequest & { kind: "report" };

/** Answers one of Tally's own reports, flat as Tally writes them. */
export function reportAnswer(
  request: ReportRequest,
  of: { state: CompanyState; settings: Settings },
): Outcome {
  const { state, settings } = of;
  const rules = { current: state.period, isEducational: settings.educational };
  const view = viewOf(state, requestedPeriod(request.variables, rules));
  const pieces = reportPieces(request, view, settings);
  if (pieces === null) return answer(unknownAnswer(`Could not find Report '${request.id}'!`));
  return typeof pieces === "string" ? answer(pieces) : { kind: "answer", pieces };
}

function reportPieces(
  request: ReportRequest,
  view: View,
  settings: Settings,
): Iterable<string> | string | null {
  switch (request.id.trim().toLowerCase()) {
    case "trial balance":
      return trialBalance(view, trialBalanceDetail(request));
    case "bills receivable":
      return billsReport(view, "receivable", settings.billColumns);
    case "bills payable":
      return billsReport(view, "payable", settings.billColumns);
    case "ledger outstandings": {
      const name =
        request.variables.get("svledgername")?.text ?? request.variables.get("ledgername")?.text ?? "";
      const ledger = ledgerNamed(view.state, name);
      if (ledger === undefined) return errorAnswer(`Could not find Ledger '${name}'!`);
      return ledgerOutstandings(view, ledger, settings.billColumns);
    }
    default:
      return null;
  }
}

function trialBalanceDetail(request: ReportRequest): TrialBalanceDetail {
  if (says(request, "isledgerwise")) return "ledgers";
  return says(request, "explodeflag") ? "one level" : "groups";
}

function says(request: ReportRequest, variable: string): boolean {
  return request.variables.get(variable)?.text.toLowerCase() === "yes";
}
