import type { CompanyRecord } from "@cfa/contract/records";
import type { TallyClient } from "@cfa/tally/client";
import { fail, ok, type Result } from "@cfa/values/result";

/** The company in Tally that is to be paired: the only open one, or the one named by its GUID or its name. */
export async function chooseCompany(
  tally: Pick<TallyClient, "companies">,
  wanted: string | undefined,
): Promise<Result<CompanyRecord, string>> {
  const open = await tally.companies();
  if (!open.ok) return fail([open.error.message, open.error.fix].filter(Boolean).join(" "));
  const found =
    wanted === undefined
      ? open.value
      : open.value.filter(({ guid, name }) => guid === wanted || name === wanted);
  const [company, ...others] = found;
  if (company !== undefined && others.length === 0) return ok(company);
  const list = (found.length > 0 ? found : open.value)
    .map(({ name, guid }) => `\n  ${name}: --company ${guid}`)
    .join("");
  if (open.value.length === 0) {
    return fail("No company is open in Tally. Open the one that is to be paired, then try again.");
  }
  return fail(
    wanted === undefined || found.length > 1
      ? `Several companies are open in Tally. Say which one:${list}`
      : `The company "${wanted}" is not open in Tally. Open are:${list}`,
  );
}
