import type { GoogleSettings } from "./auth/google.ts";
import { isLoopback } from "./http/origin-check.ts";
import type { MailSettings } from "./mail/open-mail.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Mail and Google, as far as the environment names them. Adds one line to `errors` for each setting that is wrong. */
export function waysIn(
  env: Environment,
  errors: string[],
): { mail: MailSettings | null; google: GoogleSettings | null } {
  return { mail: mailIn(env, errors), google: googleIn(env, errors) };
}

function mailIn(env: Environment, errors: string[]): MailSettings | null {
  const { SMTP_URL: url, MAIL_FROM: from } = env;
  if (!url && !from) return null;
  const isMailServer = url && URL.canParse(url) && /^smtps?:$/.test(new URL(url).protocol);
  if (!isMailServer) {
    errors.push("SMTP_URL must be the mail server's address, such as smtps://user:password@smtp.example.in");
  }
  if (!/^(?:[^<>@\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/.test(from ?? "")) {
    errors.push('MAIL_FROM must be an address, such as "CFA <cfa@example.in>"');
  }
  return isMailServer && from ? { url, from } : null;
}

function googleIn(env: Environment, errors: string[]): GoogleSettings | null {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = env;
  if (!clientId && !clientSecret) return null;
  if (!clientId || !clientSecret) {
    errors.push("GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET are set together, or neither");
  }
  const issuer = env["GOOGLE_ISSUER"] || "https://accounts.google.com";
  const isSafe =
    URL.canParse(issuer) &&
    (new URL(issuer).protocol === "https:" || (new URL(issuer).protocol === "http:" && isLoopback(issuer)));
  if (!isSafe) errors.push(`GOOGLE_ISSUER must be an https address, not "${issuer}"`);
  const nativeClientIds = {
    ios: env["GOOGLE_IOS_CLIENT_ID"] || null,
    android: env["GOOGLE_ANDROID_CLIENT_ID"] || null,
  };
  return { issuer, clientId: clientId ?? "", clientSecret: clientSecret ?? "", nativeClientIds };
}
