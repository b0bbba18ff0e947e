import type { CompanyRecord } from "@cfa/contract/records";
import type { Marks } from "@cfa/contract/sync";
import type { OpenCompany, TallyClient } from "@cfa/tally/client";
import { failure, type TallyFailure } from "@cfa/tally/failures";
import { assert } from "@cfa/values/assert";
import { day, type LocalDate } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";
import { fail, ok, type Result } from "@cfa/values/result";

/** The company by its GUID, whatever its name is now, with its change counters. */
export async function locate(tally: TallyClient, guid: string): Promise<Result<OpenCompany, TallyFailure>> {
  const open = await tally.look();
  if (!open.ok) return open;
  const company = open.value.find((each) => each.guid === guid);
  return company === undefined ? fail(notOpen(tally, open.value)) : ok(company);
}

/** The whole of what Tally tells about the company itself. */
export async function describeCompany(
  tally: TallyClient,
  guid: string,
): Promise<Result<CompanyRecord, TallyFailure>> {
  const open = await tally.companies();
  if (!open.ok) return open;
  const company = open.value.find((each) => each.guid === guid);
  return company === undefined ? fail(notOpen(tally, open.value)) : ok(company);
}

/** The change counters; what Tally does not tell is 0. */
export function marksOf(company: CompanyRecord): Marks {
  return { masters: company.masterMark ?? 0, vouchers: company.voucherMark ?? 0 };
}

/** Whether two looks at the counters saw the same. */
export function isSameMarks(a: Marks, b: Marks): boolean {
  return a.masters === b.masters && a.vouchers === b.vouchers;
}

/** From the first day of the books to the later of the period's end and the last voucher: post-dated ones lie behind it. */
export function booksOf(company: CompanyRecord): Period {
  const from = company.booksFrom ?? company.startingFrom;
  assert(from !== undefined, "a company without the first day of its books is not read");
  const last = [company.endingAt, company.lastVoucherDate]
    .filter((date) => date !== undefined)
    .toSorted()
    .at(-1);
  assert(last !== undefined, "a company without the last day of its books is not read");
  const to: LocalDate = day(last);
  return { from: day(from), to: to < from ? day(from) : to };
}

function notOpen(tally: TallyClient, open: readonly { name: string }[]): TallyFailure {
  if (open.length === 0) return failure("no-company", { address: tally.address });
  const names = open.map((company) => `"${company.name}"`).join(", ");
  const closed = failure("company-closed", { address: tally.address });
  return { ...closed, message: `The company of this agent is not open in Tally (open: ${names}).` };
}
