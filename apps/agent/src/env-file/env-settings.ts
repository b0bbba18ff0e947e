import { isApiKey } from "../keys/key-store.ts";
import type { TallyPlace } from "../config.ts";
import { serverAddress } from "../pair/server-address.ts";
import type { EnvFault, EnvRead } from "./env-lines.ts";

/** A key in the file, and the company it is for: by GUID or name; undefined: the only one that is open. */
export type EnvKey = {
  readonly name: string;
  readonly line: number;
  readonly key: string;
  readonly company: string | undefined;
};

/** What a .env file asks for. */
export type EnvSettings = {
  readonly keys: readonly EnvKey[];
  readonly server: string | undefined;
  readonly tally: TallyPlace | undefined;
  readonly syncHours: number | undefined;
  readonly faults: readonly EnvFault[];
};

/*
 *   CFA_API_KEY=cfa_live_…        the key of the company that is open in Tally
 *   CFA_COMPANY=name or GUID      which company, where several are open
 *   CFA_API_KEY_1, CFA_COMPANY_1  … and so on for further ones: any number or word after the underscore ties the two
 *   CFA_SERVER_URL=https://…      the server
 *   TALLY_URL=http://127.0.0.1:9000
 *   SYNC_HOURS=1                  0.25 to 24
 */
const KEY_NAME = /^CFA_API_KEY(_[A-Za-z0-9]+)?$/;
const COMPANY_NAME = /^CFA_COMPANY(_[A-Za-z0-9]+)?$/;

/** What the lines mean. A value that makes no sense is told of by its line; values are never repeated: they may be secret. */
export function envSettings({ entries, faults: before }: EnvRead): EnvSettings {
  const faults = [...before];
  const keys: EnvKey[] = [];
  const found: { server?: string; tally?: TallyPlace; syncHours?: number } = {};
  const companies = new Map<string, string>();
  for (const { name, value } of entries) {
    const tail = COMPANY_NAME.exec(name);
    if (tail !== null && value !== "") companies.set(tail[1] ?? "", value);
  }
  for (const { name, value, line } of entries) {
    const key = KEY_NAME.exec(name);
    const fault = (message: string): void => void faults.push({ line, message: `${name}: ${message}` });
    if (key !== null) {
      if (isApiKey(value)) keys.push({ name, line, key: value, company: companies.get(key[1] ?? "") });
      else if (value !== "") fault("this is not an API key of CFA: it begins with cfa_live_.");
    } else if (name === "CFA_SERVER_URL") {
      const origin = serverAddress(value);
      if (origin.ok) found.server = origin.value;
      else fault("it takes an address such as https://app.example.in.");
    } else if (name === "TALLY_URL") {
      const place = tallyPlace(value);
      if (place !== undefined) found.tally = place;
      else fault("it takes an address such as http://127.0.0.1:9000.");
    } else if (name === "SYNC_HOURS") {
      const hours = Number(value);
      if (value !== "" && hours >= 0.25 && hours <= 24) found.syncHours = hours;
      else fault("it takes hours from 0.25 to 24.");
    }
  }
  return { keys, server: found.server, tally: found.tally, syncHours: found.syncHours, faults };
}

function tallyPlace(text: string): TallyPlace | undefined {
  const address = text.includes("://") ? text : `http://${text}`;
  if (!URL.canParse(address)) return undefined;
  const { hostname, port, protocol } = new URL(address);
  if (protocol !== "http:" || hostname === "") return undefined;
  return { host: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? 9000 : Number(port) };
}
