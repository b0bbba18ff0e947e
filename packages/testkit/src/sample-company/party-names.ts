import type { Random } from "./random.ts";

/*
 * Invented businesses. The first ones are in every size, because each of them has broken some program before:
 * an ampersand, quotes, Devanagari, a shared first word, a likely duplicate, a single word, an old name.
 */

/** A customer with a part to play, whatever the size. */
export type CastMember = {
  readonly name: string;
  readonly group?: string;
  readonly role?:
    | "duplicate"
    | "duplicate-of"
    | "canary"
    | "renamed"
    | "both-sides"
    | "foreign"
    | "not-bill-wise"
    | "tds-short"
    | "tds-in-receipt"
    | "advance"
    | "opening-on-account";
  readonly formerName?: string;
  readonly pattern?: "steady" | "drifting" | "seasonal";
  /** Mean delay in days against the due date. */
  readonly meanDelay?: number;
  readonly onAccount?: number;
  readonly creditDays?: number;
  /** How often it buys against the others. */
  readonly often?: number;
};

export const CUSTOMER_CAST: readonly CastMember[] = [
  { name: "Gupta & Sons", often: 2, meanDelay: 3.5, onAccount: 0.1, role: "opening-on-account" },
  { name: 'Mehta "Bright" Lights', often: 1.5, meanDelay: -8, onAccount: 0 },
  { name: "श्री गणेश ट्रेडर्स", often: 9, meanDelay: 12, onAccount: 0.75, creditDays: 60 },
  { name: "Agarwal Electricals", often: 1, meanDelay: 7.2, onAccount: 0.1 },
  { name: "Agarwal Enterprises", often: 3, meanDelay: 38, onAccount: 0.6, creditDays: 45 },
  { name: "Krishna Traders", often: 0.7, role: "duplicate-of", meanDelay: 1, onAccount: 0.1 },
  { name: "KRISHNA TRADERS (NAGPUR)", often: 0.5, role: "duplicate", meanDelay: 4, onAccount: 0.1 },
  { name: "Nirmala", often: 0.6, role: "not-bill-wise", meanDelay: 16, onAccount: 1 },
  { name: "ZZCANARY-K4 Debtor", often: 0.6, role: "canary", meanDelay: 31.5, onAccount: 0.2 },
  {
    name: "Deshmukh Infra LLP",
    often: 1.5,
    role: "renamed",
    formerName: "Deshmukh Constructions",
    pattern: "drifting",
    meanDelay: 2,
    onAccount: 0.05,
  },
  { name: "Balaji Wires & Cables", often: 1, role: "both-sides", meanDelay: -2.5, onAccount: 0.2 },
  {
    name: "Al Noor Trading LLC",
    often: 0.5,
    role: "foreign",
    group: "Outstation Debtors",
    meanDelay: 6.5,
    onAccount: 0,
  },
  {
    name: "D'Souza Hardware",
    often: 7,
    group: "Vidarbha Debtors",
    pattern: "seasonal",
    meanDelay: 9,
    onAccount: 0.65,
    creditDays: 60,
  },
  {
    name: "Wainganga Sugar Mills Ltd",
    often: 0.9,
    role: "tds-short",
    group: "Vidarbha Debtors",
    meanDelay: 24,
    onAccount: 0.1,
  },
  { name: "Pench Agro Industries", often: 0.7, role: "tds-in-receipt", meanDelay: -4, onAccount: 0 },
  { name: "Satpura Solar Works", often: 0.7, role: "advance", meanDelay: 0.5, onAccount: 0.3 },
];

export const SUPPLIER_CAST: readonly CastMember[] = [
  { name: "Havelock Cables Pvt Ltd", group: "Creditors for Goods" },
  { name: "Poonam Switchgear & Lights", group: "Creditors for Goods" },
  { name: "ZZCANARY-Q9 Creditor", role: "canary" },
  { name: "Laxmi Pipes (Indore)", group: "Creditors for Goods" },
  { name: "विदर्भ ट्रांसपोर्ट", role: "not-bill-wise" },
  { name: "Om Sai Fasteners" },
  { name: "Coromandel Lamps Ltd", group: "Creditors for Goods" },
];

export const FIRST: readonly string[] = [
  "Shree Ram",
  "Jai Ambe",
  "Patel",
  "Joshi",
  "Kulkarni",
  "Deshpande",
  "Rathi",
  "Bansal",
  "Chopra",
  "Iyer",
  "Narmada",
  "Godavari",
  "Tapti",
  "Sahyadri",
  "Vindhya",
  "Malwa",
  "Konkan",
  "Deccan",
  "Ashoka",
  "Maruti",
  "Sai Krupa",
  "Om Shakti",
  "Ganga",
  "Yamuna",
  "Navjeevan",
  "Pragati",
  "Unnati",
  "Samrat",
  "Vaibhav",
  "Sanskar",
  "Khandelwal",
  "Maheshwari",
  "Tiwari",
  "Pandey",
  "Chauhan",
  "Rajput",
  "Saxena",
  "Verma",
  "Bhatia",
  "Malhotra",
  "Reddy",
  "Naidu",
  "Pillai",
  "Menon",
  "Das",
  "Banerjee",
  "Ghosh",
  "Bora",
  "Sethi",
  "Wadhwa",
  "Kamdhenu",
  "Amrut",
  "Swastik",
  "Trimurti",
  "Panchsheel",
  "Surya",
  "Chandra",
  "Tulsi",
  "Kalpataru",
  "Mangal",
];

export const TRADE: readonly string[] = [
  "Electricals",
  "Hardware",
  "Traders",
  "Enterprises",
  "Sales Corporation",
  "Lights & Fans",
  "Pipes & Fittings",
  "Builders",
  "Agencies",
  "Power Solutions",
  "Engineering Works",
  "Constructions",
  "Sanitary Mart",
  "Cables",
  "Machinery Stores",
  "Infra Projects",
  "Industries",
  "Pump House",
  "Steel & Hardware",
  "Wires",
];

export const TOWN: readonly string[] = [
  "Nagpur",
  "Amravati",
  "Wardha",
  "Indore",
  "Raipur",
  "Akola",
  "Bhandara",
  "Jabalpur",
];

/** Invented names, all different, none of them one of `taken` (compared as Tally does, without case). */
export function inventNames(count: number, options: { random: Random; taken: Iterable<string> }): string[] {
  const { random } = options;
  const used = new Set([...options.taken].map((name) => name.toUpperCase()));
  const names: string[] = [];
  for (let tries = 0; names.length < count; tries++) {
    let name = `${random.pick(FIRST)} ${random.pick(TRADE)}`;
    if (random.chance(0.15)) name += " Pvt Ltd";
    if (tries > count * 2 || random.chance(0.08)) name += ` (${random.pick(TOWN)})`;
    if (tries > count * 6) name += ` ${names.length}`;
    if (used.has(name.toUpperCase())) continue;
    used.add(name.toUpperCase());
    names.push(name);
  }
  return names;
}
