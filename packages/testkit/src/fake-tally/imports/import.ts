import { errorAnswer, unknownAnswer } from "../answers/envelope.ts";
import { answer, type Outcome } from "../answers/outcome.ts";
import type { OpenCompany } from "../answers/tally.ts";
import type { CompanyState } from "../company/state.ts";
import type { TallyRequest } from "../request/read-request.ts";
import type { Settings } from "../server/settings.ts";
import type { Element } from "../xml/element.ts";
import { importMaster } from "./import-master.ts";
import { importVoucher, type Imported } from "./import-voucher.ts";
import { readVoucher } from "./read-voucher.ts";
import { importAnswer, NOTHING_IMPORTED, type ImportResult } from "./result.ts";

type ImportRequest = TallyRequest & { kind: "import" };

const MASTERS: ReadonlySet<string> = new Set(["GROUP", "LEDGER", "VOUCHERTYPE"]);

/** Takes an import into a company. What it did is there at once; a dialog it raised stops the answer only. */
export function importOutcome(
  request: ImportRequest,
  company: OpenCompany | undefined,
  settings: Settings,
): Outcome {
  if (company === undefined) {
    const sentence = `Could not set 'SVCurrentCompany' to '${request.company}'`;
    return answer(request.style === "old" ? unknownAnswer(sentence) : errorAnswer(sentence));
  }
  let { state } = company;
  let result = NOTHING_IMPORTED;
  let modal: string | undefined;
  for (const object of request.messages.flatMap((message) => message.children)) {
    const imported = importObject(state, object, settings);
    if (imported === null) continue;
    ({ state } = imported);
    modal ??= imported.modal;
    result = added(result, imported);
  }
  company.state = state;
  const text = importAnswer(result, request.style);
  return modal === undefined ? answer(text) : { kind: "modal", text: modal, after: [text] };
}

/** Null for objects that this Tally takes no notice of, such as units and stock items. */
function importObject(state: CompanyState, object: Element, settings: Settings): Imported | null {
  if (object.name === "VOUCHER") return importVoucher(state, readVoucher(object), settings);
  return MASTERS.has(object.name) ? importMaster(state, object, settings) : null;
}

function added(result: ImportResult, imported: Imported): ImportResult {
  const { counts, lineError, voucherId, masterId } = imported;
  return {
    ...result,
    ...(counts === "nothing" ? {} : { [counts]: result[counts] + 1 }),
    lastVoucherId: voucherId ?? result.lastVoucherId,
    lastMasterId: masterId ?? result.lastMasterId,
    lineErrors: lineError === undefined ? result.lineErrors : [...result.lineErrors, lineError],
  };
}
