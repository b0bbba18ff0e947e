import { answer, type Outcome } from "../answers/outcome.ts";
import { errorAnswer, unknownAnswer } from "../answers/envelope.ts";
import type { CompanyState } from "../company/state.ts";
import { viewOf, type View } from "../company/view.ts";
import { ledgerNamed } from "../company/ledger-index.ts";
import type { Period } from "@cfa/values/period";
import { requestedPeriod } from "../request/period.ts";
import type { TallyRequest } from "../request/read-request.ts";
import { todayOf } from "../company/today.ts";
import type { Settings } from "../server/settings.ts";
import { billsReport, ledgerOutstandings } from "./bills.ts";
import { listOfAccounts } from "./masters.ts";
import { profitAndLoss, stockSummary } from "./profit-loss.ts";
import { screenPrompts } from "./screens.ts";
import { trialBalance, type TrialBalanceDetail } from "./trial-balance.ts";
import { dayBook, voucherRegister, type Export } from "./vouchers.ts";

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
    case "profit and loss":
    case "profit & loss":
    case "profit & loss a/c":
      return profitAndLoss(view);
    case "stock summary":
      return stockSummary(view);
    case "day book":
      return dayBook({ ...exportOf(view, settings), period: dayBookPeriod(request, view, settings) });
    case "voucher register": {
      const base = typeOf(request, view);
      return voucherRegister({ ...exportOf(view, settings), base });
    }
    case "list of accounts":
      return listOfAccounts(view, request.variables.get("accounttype")?.text ?? "");
    default:
      return screenPrompts(request.id);
  }
}

function exportOf(view: View, settings: Settings): Export {
  return { view, period: view.period, base: null, hasCompanyBlock: settings.companyBlock };
}

/** Without typed dates a Day Book is that of one day, Tally's own. */
function dayBookPeriod(request: ReportRequest, view: View, settings: Settings): Period {
  const today = todayOf(view.state, settings);
  const rules = { current: { from: today, to: today }, isEducational: settings.educational };
  return requestedPeriod(request.variables, rules);
}

/** Which vouchers a register lists; its own default is Sales. A child type stands for its reserved one. */
function typeOf(request: ReportRequest, view: View): string {
  const named = request.variables.get("vouchertypename")?.text ?? "Sales";
  return (view.voucherType(named)?.base ?? named).toLowerCase();
}

function trialBalanceDetail(request: ReportRequest): TrialBalanceDetail {
  if (says(request, "isledgerwise")) return "ledgers";
  return says(request, "explodeflag") ? "one level" : "groups";
}

function says(request: ReportRequest, variable: string): boolean {
  return request.variables.get(variable)?.text.toLowerCase() === "yes";
}
