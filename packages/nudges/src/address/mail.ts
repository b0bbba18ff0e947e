const LONGEST = 254;
const LONGEST_LOCAL = 64;
const SEPARATORS = /[\s,;|<>()"']+|\/(?=\S+@)/;
const LOCAL = /^[a-z0-9!#$%&*+/=?^_`{}~-]+(?:\.[a-z0-9!#$%&*+/=?^_`{}~-]+)*$/i;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** The mail addresses in a text, each once, with the host in small letters, in the order they stand. */
export function mailsIn(text: string): string[] {
  const found = text
    .normalize("NFKC")
    .split(SEPARATORS)
    .flatMap((part) => mailOf(part));
  return [...new Set(found)];
}

function mailOf(part: string): string[] {
  const word = part.replace(/^mailto:/i, "").replace(/[.:]+$/, "");
  const at = word.lastIndexOf("@");
  if (at < 1 || word.length > LONGEST) return [];
  const local = word.slice(0, at);
  const host = word.slice(at + 1).toLowerCase();
  const isMail = local.length <= LONGEST_LOCAL && LOCAL.test(local) && DOMAIN.test(host);
  return isMail ? [`${local}@${host}`] : [];
}
