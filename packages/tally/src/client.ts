import type { CompanyRecord } from "@cfa/contract/records";
import type { Marks, TallyBalance, TallyTotals, VoucherTotal } from "@cfa/contract/sync";
import { fromTallyDayNumber, type LocalDate } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";
import { fail, ok, type Result } from "@cfa/values/result";

import { faultOfAnswer, isDoubtful } from "./company-check.ts";
import {
  createDayCountReader,
  createPartCountReader,
  createTypeTotalReader,
  type DayCount,
} from "./counts/count-readers.ts";
import type { TallyDocument } from "./document.ts";
import { createAsker, placeOf, probe, type TallyAddress } from "./exchange.ts";
import { failure, type TallyFailure } from "./failures.ts";
import type { RecordSink } from "./record-reader.ts";
import { createBillSumsReader, type BillSums } from "./reports/bill-sums.ts";
import { createBillsReader, type PendingBill } from "./reports/bills.ts";
import { createClosingStockReader } from "./reports/closing-stock.ts";
import { createTrialBalanceReader } from "./reports/trial-balance.ts";
import { companiesRequest, lookRequest, readLookRow } from "./request/companies.ts";
import { countsByDayRequest, countsByTypeRequest, masterCountRequest } from "./request/counts.ts";
import type { TallyRequest } from "./request/envelope.ts";
import { licenceRequest, periodFromRequest } from "./request/functions.ts";
import {
  billsRequest,
  profitAndLossRequest,
  trialBalanceRequest,
  type BillsSide,
} from "./request/reports.ts";

/** A company that is open, and how far its change counters are. */
export type OpenCompany = { readonly guid: string; readonly name: string; readonly marks: Marks };

/** What Tally tells of itself beside the answer to a function. */
export type TallyRelease = { readonly release?: string; readonly product?: string };

type Answer<T> = Promise<Result<T, TallyFailure>>;

/**
 * Questions to one Tally. Only one is ever under way: Tally is a desktop program with one worker (A1). Failures
 * are values. What a sink was told of an answer that then failed must be thrown away.
 */
export type TallyClient = {
  /** "host:port", for messages. */
  readonly address: string;
  /** The companies open now. An empty list means "not now", never that companies are gone (A7). */
  companies(): Answer<CompanyRecord[]>;
  /** Which companies are open and how far they are, in less than 3 kB: what is asked every few minutes. */
  look(): Answer<OpenCompany[]>;
  /** Whether it answers at all, by a GET that costs nothing. */
  isAnswering(): Promise<boolean>;
  /** Whether Tally runs in Educational mode; undefined when it does not say. */
  isEducational(): Answer<boolean | undefined>;
  /** The same with Tally's release and product. */
  licence(): Answer<TallyRelease & { isEducational?: boolean }>;
  /** First day of the company's current period, which ledgers' openings are as of; absent when Tally does not say. */
  periodFrom(company: string): Answer<TallyRelease & { day?: LocalDate }>;
  /**
   * Asks and streams the records to the sink. An empty answer is ok (kind "empty") only after Tally has
   * confirmed that the company is open; an answer of another company's objects never is.
   */
  read(request: TallyRequest, sink: RecordSink): Answer<TallyDocument>;
  /** How many vouchers each day of a period holds; days without any are left out. */
  countsByDay(company: string, period: Period): Answer<DayCount[]>;
  /** Count and sum of $Amount of the vouchers of a period by month and type. */
  voucherTotals(company: string, period: Period): Answer<VoucherTotal[]>;
  /** How many groups, ledgers and voucher types there are. */
  masterCounts(company: string): Answer<NonNullable<TallyTotals["masters"]>>;
  /** Value of the stock at the end of a period, debit negative; undefined when Tally states none. */
  closingStock(company: string, period: Period): Answer<string | undefined>;
  /** Closing balances of all ledgers on a day, Tally's sign (debit negative). */
  trialBalance(company: string, asOf: LocalDate): Answer<TallyBalance[]>;
  /** The bills Tally itself lists as pending on a day. */
  bills(company: string, side: BillsSide, asOf: LocalDate): Answer<PendingBill[]>;
  /** Their sum in paise, each party's, and the bills of the parties asked for, Tally's sign. */
  billSums(
    company: string,
    wanted: { side: BillsSide; asOf: LocalDate; parties?: readonly string[] },
  ): Answer<BillSums>;
};

/** See TallyClient. */
export function createTallyClient(address: TallyAddress): TallyClient {
  const ask = createAsker(address);
  const where = placeOf(address);

  const companies: TallyClient["companies"] = async () => {
    const found: CompanyRecord[] = [];
    const answer = await ask(companiesRequest(), { company: (record) => found.push(record) });
    return answer.ok ? ok(found) : answer;
  };
  const read: TallyClient["read"] = async (request, sink) => {
    const answer = await ask(request, sink);
    if (!answer.ok || request.company === undefined) return answer;
    const asked = { name: request.company, guid: request.companyGuid };
    if (!isDoubtful(answer.value, asked)) return answer;
    const open = await companies();
    if (!open.ok) return open;
    const fault = faultOfAnswer(answer.value, asked, open.value);
    return fault === undefined ? answer : fail(failure(fault, { address: where, company: request.company }));
  };
  const report = async <T>(
    request: TallyRequest,
    reader: RecordSink & { result(): Result<T, string> },
  ): Answer<T> => {
    const answer = await read(request, reader);
    if (!answer.ok) return answer;
    const result = reader.result();
    return result.ok ? result : fail(failure("unexpected-answer", { address: where, detail: result.error }));
  };
  const bills: TallyClient["bills"] = (company, side, asOf) =>
    report(billsRequest(company, side, asOf), createBillsReader());
  return {
    address: where,
    companies,
    read,
    bills,
    ...selfQuestions(ask),
    isAnswering: () => probe(address),
    async look() {
      const open: OpenCompany[] = [];
      const row = (texts: ReadonlyMap<string, string>): void => {
        const company = readLookRow(texts);
        if (company !== undefined) open.push(company);
      };
      const answer = await ask(lookRequest(), { row });
      return answer.ok ? ok(open) : answer;
    },
    countsByDay: (company, period) => report(countsByDayRequest(company, period), createDayCountReader()),
    voucherTotals: (company, period) => report(countsByTypeRequest(company, period), createTypeTotalReader()),
    async masterCounts(company) {
      const counts = { groups: 0, ledgers: 0, voucherTypes: 0 };
      for (const kind of ["groups", "ledgers", "voucherTypes"] as const) {
        const counted = await report(masterCountRequest(company, kind), createPartCountReader());
        if (!counted.ok) return counted;
        counts[kind] = counted.value;
      }
      return ok(counts);
    },
    closingStock: (company, period) =>
      report(profitAndLossRequest(company, period), createClosingStockReader()),
    trialBalance: (company, asOf) => report(trialBalanceRequest(company, asOf), createTrialBalanceReader()),
    billSums(company, { side, asOf, parties = [] }) {
      const wanted = new Set(parties.map(partyKey));
      const reader = createBillSumsReader(side, (party) => wanted.has(partyKey(party)));
      return report(billsRequest(company, side, asOf), reader);
    },
  };
}

/** What Tally is asked about itself: functions, whose answers alone carry its release. */
function selfQuestions(
  ask: ReturnType<typeof createAsker>,
): Pick<TallyClient, "isEducational" | "licence" | "periodFrom"> {
  const licence: TallyClient["licence"] = async () => {
    const answer = await ask(licenceRequest(), {});
    if (!answer.ok) return answer;
    const value = answer.value.value?.trim().toLowerCase() ?? "";
    return ok({
      ...releaseOf(answer.value),
      ...(value === "" ? {} : { isEducational: ["yes", "1", "true"].includes(value) }),
    });
  };
  return {
    licence,
    async isEducational() {
      const answer = await licence();
      return answer.ok ? ok(answer.value.isEducational) : answer;
    },
    async periodFrom(company) {
      const answer = await ask(periodFromRequest(company), {});
      if (!answer.ok) return answer;
      const { dayNumber } = answer.value;
      return ok({
        ...releaseOf(answer.value),
        ...(dayNumber === undefined ? {} : { day: fromTallyDayNumber(dayNumber) }),
      });
    },
  };
}

/** As Tally compares names. */
function partyKey(name: string): string {
  return name.normalize("NFC").replaceAll(/\s+/gu, " ").trim().toLowerCase();
}

function releaseOf({ release, product }: TallyDocument): TallyRelease {
  return { ...(release === undefined ? {} : { release }), ...(product === undefined ? {} : { product }) };
}
