import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/* Whether a webhook is from whom it says: by the bytes as they came, before anything is made of them, in a time that tells nothing of the secrets. */

const HEX = /^[0-9a-f]{64}$/i;

/** Whether a signature, in hexadecimal, is that of just these bytes by one of the secrets. */
export function isSignedBytes(body: Uint8Array, signature: string, secrets: readonly string[]): boolean {
  if (!HEX.test(signature)) return false;
  return isOneOf(
    Buffer.from(signature, "hex"),
    secrets.map((secret) => createHmac("sha256", secret).update(body).digest()),
  );
}

/**
 * Whether Twilio has signed a form: over the address that it called and the fields in the order of their names. It knows the address with the port or without,
 * whatever stands before us.
 */
export function isSignedForm(
  { url, form }: { url: string; form: string },
  signature: string,
  secrets: readonly string[],
): boolean {
  const given = Buffer.from(signature, "base64");
  const names = new URLSearchParams(form);
  const fields = [...new Set(names.keys())]
    .toSorted()
    .map((name) =>
      [...new Set(names.getAll(name))]
        .toSorted()
        .map((value) => name + value)
        .join(""),
    )
    .join("");
  return isOneOf(
    given,
    secrets.flatMap((secret) =>
      addressesOf(url).map((address) =>
        createHmac("sha1", secret)
          .update(address + fields)
          .digest(),
      ),
    ),
  );
}

/** Whether two secrets are the same. */
export function isSameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digestOf(given), digestOf(secret));
}

function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function isOneOf(given: Buffer, right: readonly Buffer[]): boolean {
  let isRight = false;
  for (const one of right) isRight = (one.length === given.length && timingSafeEqual(given, one)) || isRight;
  return isRight;
}

/** An address as it was called, with its port and without. */
function addressesOf(url: string): string[] {
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const usual = protocol === "https:" ? "443" : "80";
  return [
    `${protocol}//${hostname}${pathname}${search}`,
    `${protocol}//${hostname}:${port || usual}${pathname}${search}`,
  ];
}
