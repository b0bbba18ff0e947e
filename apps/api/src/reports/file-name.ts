const LONGEST = 40;

/**
 * The name of a report's file, of company, report, party and day: for a header in plain letters and, as RFC 5987 has it, in its own. Nothing
 * in it leads out of a folder or ends a header.
 */
export function attachment(parts: readonly (string | undefined)[], ending: string): string {
  const name = parts
    .flatMap((part) => (part === undefined ? [] : [plain(part)]))
    .filter(Boolean)
    .join("-");
  const ascii = name
    .normalize("NFKD")
    .replaceAll(/[^\w.-]+/g, "")
    .replaceAll(/-{2,}|_{2,}/g, "-");
  const encoded = encodeURIComponent(`${name}.${ending}`).replaceAll(/['()*]/g, escaped);
  return `attachment; filename="${ascii.replaceAll(/^[-.]+|[-.]+$/g, "") || "report"}.${ending}"; filename*=UTF-8''${encoded}`;
}

/** Letters, marks and digits of any script; everything else is a dash. */
function plain(text: string): string {
  const dashed = text.normalize("NFC").replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, "-");
  return Array.from(dashed)
    .slice(0, LONGEST)
    .join("")
    .replaceAll(/^-+|-+$/g, "");
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
