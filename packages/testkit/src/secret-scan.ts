/* What must stand in no log and in no address, told by its form. */

const FORMS: Readonly<Record<string, RegExp>> = {
  "API key": /\bcfa_(live|test)_[0-9A-Za-z]{39}\b/,
  "session's token": /\b[A-Za-z0-9]{32}\.[A-Za-z0-9+/_-]{42,}/,
  "authorization header": /\bBearer\s+[\w.+/-]{16,}/i,
  "signed token": /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\./,
  "phone number": /(?<![\w.-])(\+91[ -]?|0)?[6-9]\d{4}[ -]?\d{5}(?![\w.-])/,
  password: /\b(password|passwd|secret)=[^\s&]/i,
};

/**
 * Whether a text says a code of digits. In ids and moments there are digits too, and some day they are those of the code: it is
 * looked for only where it stands by itself.
 */
export function saysCode(text: string, code: string): boolean {
  return new RegExp(`(?<![\\w.-])${code}(?![\\w-]|\\.\\d)`).test(text);
}

/** The kinds of secret that a text holds, each with the line it is first found in, itself left out. */
export function secretsIn(lines: readonly string[]): string[] {
  return Object.entries(FORMS).flatMap(([kind, form]) => {
    const line = lines.find((one) => form.test(one));
    return line === undefined ? [] : [`${kind}: ${line.replace(form, "[…]").slice(0, 300)}`];
  });
}
