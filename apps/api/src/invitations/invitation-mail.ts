import type { Role } from "@cfa/contract/reads";
import type { SaidOfCompany } from "@cfa/db/queries/company-profile";

import type { Mail } from "../mail.ts";

const ROLES = {
  en: { owner: "owner", accountant: "accountant", viewer: "viewer" },
  hi: { owner: "मालिक", accountant: "लेखाकार", viewer: "दर्शक" },
} as const satisfies Record<SaidOfCompany["language"], Record<Role, string>>;

/** The mail that asks somebody to join, in the company's language. */
export function invitationMail(wanted: {
  email: string;
  link: string;
  by: string;
  role: Role;
  company: Pick<SaidOfCompany, "name" | "language">;
}): Mail {
  const { email, link, company } = wanted;
  const [by, name] = [oneLine(wanted.by), oneLine(company.name)];
  const role = ROLES[company.language][wanted.role];
  if (company.language === "hi") {
    return {
      to: email,
      subject: `CFA पर ${name} से जुड़ें`,
      text: `${by} ने आपको CFA पर ${name} से जुड़ने का न्योता दिया है (${role})।\n\nजुड़ने के लिए ${email} से साइन इन करके यह लिंक खोलें। यह 7 दिन तक चलेगा।\n\n${link}\n\nअगर आप इन्हें नहीं जानते, तो इस मेल को अनदेखा करें।\n`,
    };
  }
  return {
    to: email,
    subject: `Join ${name} on CFA`,
    text: `${by} asks you to join ${name} on CFA as ${role}.\n\nTo join, open this link and sign in as ${email}. It works for 7 days.\n\n${link}\n\nIf you do not know them, ignore this mail.\n`,
  };
}

/** People choose these texts: they must not make lines or headers of their own. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").slice(0, 100);
}
