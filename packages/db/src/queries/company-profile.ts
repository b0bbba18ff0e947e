import { randomUUID } from "node:crypto";

import type { Database } from "../client.ts";
import { inCompany, type CompanyTx } from "../company-scope.ts";
import { addAuditEntry } from "./absences.ts";
import type { BooksReader } from "./snapshot.ts";

/** What people say of a company. */
export type SaidOfCompany = {
  name: string;
  gstin: string | null;
  financialYearFrom: number;
  language: "en" | "hi";
};

export type CompanyProfile = SaidOfCompany & { isNamedByTally: boolean };

/** Makes a company with its first owner, in one transaction. Answers its id. */
export async function registerCompany(
  db: Database,
  company: SaidOfCompany & { owner: { id: string; name: string } },
): Promise<string> {
  const companyId = randomUUID();
  const { name, gstin, financialYearFrom, language, owner } = company;
  await inCompany(db, companyId, async (tx) => {
    await tx.query
      .insertInto("company")
      .values({
        company_id: companyId,
        name,
        gstin,
        financial_year_from: financialYearFrom,
        language,
      })
      .execute();
    await tx.query
      .insertInto("member")
      .values({ company_id: companyId, user_id: owner.id, role: "owner" })
      .execute();
    await addAuditEntry(tx, { user: owner, action: "company.registered", detail: { name } });
  });
  return companyId;
}

/** What is said of the company. Its name is Tally's from the first run of an agent on. */
export async function companyProfile({ companyId, query }: BooksReader): Promise<CompanyProfile> {
  const row = await query
    .selectFrom("company")
    .select(["name", "gstin", "financial_year_from as financialYearFrom", "language", "tally_guid as guid"])
    .where("company_id", "=", companyId)
    .executeTakeFirstOrThrow();
  const { guid, ...said } = row;
  return { ...said, isNamedByTally: guid !== null };
}

/** Keeps what is said of the company from now on. */
export async function keepProfile(tx: CompanyTx, said: SaidOfCompany): Promise<void> {
  await tx.query
    .updateTable("company")
    .set({
      name: said.name,
      gstin: said.gstin,
      financial_year_from: said.financialYearFrom,
      language: said.language,
    })
    .where("company_id", "=", tx.companyId)
    .execute();
}
