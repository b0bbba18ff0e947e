import type { Mail, SendMail } from "../mail.ts";
import { isLoopback } from "../http/origin-check.ts";

/** A code that lets the owner of a mail address in. */
export type SignInCode = { readonly email: string; readonly code: string };

/** Brings a code to its person and says how; rejects when it could not be brought. */
export type SendCode = (code: SignInCode) => Promise<"mail" | "terminal">;

export const CODE_MINUTES = 10;

/**
 * The way codes go: by mail where there is mail; else to the terminal of the one who runs this, and that only where nobody
 * but this machine is served. Null: this way in is off.
 */
export function codeSender(ways: {
  publicUrl: string;
  sendMail: SendMail | null;
  printCode: ((code: SignInCode) => void) | null;
}): SendCode | null {
  const { sendMail, printCode } = ways;
  if (sendMail !== null) {
    return async (code) => {
      await sendMail(mailOf(code));
      return "mail";
    };
  }
  if (printCode === null || !isLoopback(ways.publicUrl)) return null;
  return async (code) => {
    printCode(code);
    return "terminal";
  };
}

/** The code stands in the text and not in the subject: a locked phone shows subjects. */
function mailOf({ email, code }: SignInCode): Mail {
  return {
    to: email,
    subject: "Your code for CFA / CFA का आपका कोड",
    text: `${code} is your code to sign in to CFA. It is good for ${CODE_MINUTES} minutes and for one sign-in.
Give it to nobody. If you did not ask for it, do nothing: without it nobody can sign in.

${code} CFA में साइन इन करने का आपका कोड है। यह ${CODE_MINUTES} मिनट तक और एक ही बार चलता है।
इसे किसी को न दें। अगर आपने इसे नहीं माँगा था, तो कुछ न करें: इसके बिना कोई साइन इन नहीं कर सकता।
`,
  };
}
