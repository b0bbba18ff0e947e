import { fail, ok, type Result } from "./result.ts";

/** What an id names. Ids are random UUIDs inside and carry their kind outside. */
export const ID_PREFIX = {
  company: "cmp",
  party: "pty",
  ledger: "led",
  voucher: "vch",
  bill: "bil",
  settlement: "set",
  run: "run",
  upload: "upl",
  user: "usr",
  session: "ses",
  draft: "dft",
  correction: "cor",
  invitation: "inv",
  key: "key",
  pairing: "par",
  scenario: "scn",
  bulk: "blk",
  view: "svw",
  offer: "ofr",
  nudge: "nud",
  attempt: "att",
  template: "tpl",
  inbound: "inb",
  turn: "trn",
  conversation: "cnv",
  readKey: "rky",
} as const;

/** The kinds of thing that have an id. */
export type IdKind = keyof typeof ID_PREFIX;

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"; // RFC 4648 base32, lower case
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const OUTWARD = /^[a-z]{3}_[a-z2-7]{26}$/;

/** The outward form of a UUID: its kind, an underscore, 26 base32 characters ("pty_aebagbafaydqqcikbmga2dqpca"). */
export function idOut(kind: IdKind, uuid: string): string {
  if (!UUID.test(uuid)) throw new TypeError(`not a UUID: "${uuid}"`);
  let bits = BigInt(`0x${uuid.replaceAll("-", "")}`) << 2n;
  let text = "";
  for (let i = 0; i < 26; i++) {
    text = ALPHABET.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return `${ID_PREFIX[kind]}_${text}`;
}

/** The UUID behind an outward id; fails on another kind or a misspelt one. */
export function idIn(kind: IdKind, id: string): Result<string, string> {
  const wanted = `not a ${kind} id: "${id}"`;
  if (!OUTWARD.test(id) || !id.startsWith(`${ID_PREFIX[kind]}_`)) return fail(wanted);
  let bits = 0n;
  for (const character of id.slice(4)) bits = (bits << 5n) | BigInt(ALPHABET.indexOf(character));
  if ((bits & 3n) !== 0n) return fail(wanted);
  const hex = (bits >> 2n).toString(16).padStart(32, "0");
  return ok(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
  );
}
