import type { Random } from "./random.ts";
import type { Contact } from "./tally-books.ts";

const STATES: readonly { name: string; code: string; pincode: number; towns: readonly string[] }[] = [
  { name: "Maharashtra", code: "27", pincode: 440_001, towns: ["Nagpur", "Wardha", "Amravati", "Akola"] },
  { name: "Madhya Pradesh", code: "23", pincode: 452_001, towns: ["Indore", "Jabalpur", "Bhopal"] },
  { name: "Chhattisgarh", code: "22", pincode: 492_001, towns: ["Raipur", "Durg"] },
  { name: "Gujarat", code: "24", pincode: 380_001, towns: ["Ahmedabad", "Surat"] },
];

const STREETS = [
  "Itwari Main Road",
  "Station Road",
  "MIDC Area, Plot",
  "Gandhi Chowk",
  "Ring Road",
  "Cotton Market",
];
const PEOPLE = ["Rakesh", "Sunita", "Imran", "Vijay", "Lata", "Harpreet", "Mary", "Ganesh", "Anil", "Kavita"];
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LETTER_LIST = LETTERS.split("");
const GSTIN_ALPHABET = `0123456789${LETTERS}`;

/** An invented address with numbers that belong to nobody: the PAN's first letters ZZZ are not given out. */
export function inventContact(random: Random, options: { interstate: boolean }): Contact {
  const state = options.interstate ? random.pick(STATES.slice(1)) : STATES[0];
  if (state === undefined) throw new RangeError("no state");
  const pan = `ZZZ${random.pick(["P", "F", "C", "A"])}${random.pick(LETTER_LIST)}${random.int(1000, 9999)}${random.pick(LETTER_LIST)}`;
  return {
    address: [`${random.int(1, 240)}, ${random.pick(STREETS)}`, random.pick(state.towns)],
    state: state.name,
    pincode: String(state.pincode + random.int(0, 40)),
    email: random.chance(0.55) ? `accounts${random.int(100, 999)}@example.in` : "",
    mobile: random.chance(0.85) ? `9${random.int(100_000_000, 899_999_999)}` : "",
    phone: phone(random),
    person: random.pick(PEOPLE),
    gstin: random.chance(0.9) ? gstin(state.code, pan) : "",
    pan,
    country: "India",
  };
}

/** A GSTIN for a PAN with its check character (base-36 weights 1 and 2 in turn). */
export function gstin(stateCode: string, pan: string): string {
  const body = `${stateCode}${pan}1Z`;
  let sum = 0;
  for (let i = 0; i < body.length; i++) {
    const product = GSTIN_ALPHABET.indexOf(body.charAt(i)) * (i % 2 === 0 ? 1 : 2);
    sum += Math.floor(product / 36) + (product % 36);
  }
  return body + GSTIN_ALPHABET.charAt((36 - (sum % 36)) % 36);
}

/** Telephone fields as people fill them in. */
function phone(random: Random): string {
  const digits = `07122${random.int(100_000, 999_999)}`;
  return random.pick([
    "",
    "",
    digits,
    `0712-2${random.int(100_000, 999_999)}`,
    `${digits} / 9${random.int(100_000_000, 899_999_999)}`,
    "Ask for Raju",
  ]);
}
