/*
 * What people type and what addresses carry, checked without the schema library, so that the app need not load it. The schemas are
 * made from the same patterns.
 */

/** The pattern of the outward ids of one kind, such as "pty_…". */
export function idPattern(prefix: string): RegExp {
  return new RegExp(`^${prefix}_[a-z2-7]{26}$`);
}

/** Whether an address of the app can be that of a company. */
export function isCompanyId(text: string): boolean {
  return idPattern("cmp").test(text);
}

/** The part of an invitation's address that is secret. */
export const INVITATION_TOKEN = /^[A-Za-z0-9_-]{20,100}$/;

export const MAIL_ADDRESS = /^[\w+'-]+(\.[\w+'-]+)*@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;
export const MAIL_ADDRESS_LENGTH = 200;

/** Whether mail can reach the address at all: names under `.invalid` stand for nobody. */
export function isReachable(email: string): boolean {
  return !email.endsWith(".invalid");
}

/** A mail address that mail can reach, in small letters; undefined: it is none. */
export function mailAddressOf(text: string): string | undefined {
  const email = text.toLowerCase();
  const isRight = email.length <= MAIL_ADDRESS_LENGTH && MAIL_ADDRESS.test(email) && isReachable(email);
  return isRight ? email : undefined;
}

export const KEY_NAME_LENGTH = 80;

/** The name of a key as it was typed, without blanks around it; undefined: it has none, or one that is too long. */
export function keyNameOf(text: string): string | undefined {
  const name = text.trim();
  return name !== "" && name.length <= KEY_NAME_LENGTH ? name : undefined;
}

/** Which of a list a text is; undefined: none of them. */
export function oneOf<T extends string>(list: readonly T[], text: string | undefined): T | undefined {
  return list.find((one) => one === text);
}
