import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";

/* A mail server's name is typed by a person and connected to by this server, so it could be made to knock at doors that only this server reaches. */

/** Where to connect to, or why not. `bad-host`: never; `not-resolved`: not now. */
export type MailHost =
  | { readonly kind: "found"; readonly address: string; readonly isLoopback: boolean }
  | { readonly kind: "refused"; readonly code: "bad-host" | "not-resolved" };

/** How a name is looked up: every address it has. */
export type LookUp = (host: string) => Promise<readonly string[]>;

/** Ports on which mail is handed in. Beyond this machine no other is tried. */
const MAIL_PORTS = [25, 465, 587, 2525];
const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9](?:[a-z0-9-]{0,62}))*$/i;

/**
 * Looks a mail server up and answers the one address to connect to: what is looked up a second time might be another. A name of which any address is no public one is
 * refused whole; this machine's own is let through where the server itself is only there.
 */
export async function findMailHost(
  { host, port }: { readonly host: string; readonly port: number },
  mayBeLoopback: boolean,
  lookUp: LookUp = everyAddress,
): Promise<MailHost> {
  if (isIP(host) === 0 && !HOST.test(host)) return { kind: "refused", code: "bad-host" };
  let addresses: readonly string[];
  try {
    addresses = isIP(host) === 0 ? await lookUp(host) : [host];
  } catch (error) {
    const isNone = error instanceof Error && "code" in error && error.code === "ENOTFOUND";
    return { kind: "refused", code: isNone ? "bad-host" : "not-resolved" };
  }
  const [address] = addresses;
  if (address === undefined) return { kind: "refused", code: "bad-host" };
  if (mayBeLoopback && addresses.every(isOwn)) return { kind: "found", address, isLoopback: true };
  const isPublic = addresses.every((one) => isPublicAddress(one)) && MAIL_PORTS.includes(port);
  return isPublic ? { kind: "found", address, isLoopback: false } : { kind: "refused", code: "bad-host" };
}

/** Whether an address is one of the public internet's. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  if (family === 4) return !NOT_PUBLIC.check(address, "ipv4");
  // Of the others only those that are handed out, and of these none that lead on to an older one.
  return PUBLIC_6.check(address, "ipv6") && !NOT_PUBLIC.check(address, "ipv6");
}

function isOwn(address: string): boolean {
  return OWN.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

async function everyAddress(host: string): Promise<string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);
}

const OWN = listOf([["127.0.0.0", 8]], [["::1", 128]]);
const PUBLIC_6 = listOf([], [["2000::", 3]]);
const NOT_PUBLIC = listOf(
  [
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
  ],
  [
    ["2001::", 23], // Teredo and what else is special
    ["2001:db8::", 32],
    ["2002::", 16], // 6to4
    ["3fff::", 20],
  ],
);

type Net = readonly [address: string, bits: number];

function listOf(four: readonly Net[], six: readonly Net[]): BlockList {
  const list = new BlockList();
  for (const [address, bits] of four) list.addSubnet(address, bits, "ipv4");
  for (const [address, bits] of six) list.addSubnet(address, bits, "ipv6");
  return list;
}
