import type { LocalDate } from "@cfa/values/local-date";

/** How the Tally is set up, and how it misbehaves. */
export type Settings = {
  /** Only days 1, 2 and 31 of a month count. */
  readonly educational: boolean;
  readonly release: { readonly major: number; readonly minor: number; readonly type: string };
  /** Tally's own current date; null: the last day of the company's books. */
  readonly today: LocalDate | null;
  readonly latency: {
    readonly perRequestMs: number;
    readonly perObjectMs: number;
    readonly perMegabyteMs: number;
  };
  readonly dirt: Dirt;
  readonly quirks: {
    /** A list that is only named in FETCH gives nothing; its fields must be named, or it be a NATIVEMETHOD. */
    readonly listsByPathOnly: boolean;
    /** A collection that once answered empty stays empty under its name. */
    readonly emptyStaysEmpty: boolean;
    /** The company list raises a dialog where FETCH is used for NATIVEMETHOD. */
    readonly companyFetchFreezes: boolean;
    /** What becomes of an import of a master that exists. */
    readonly existingMaster: "modal" | "alter";
    /** Imports keep REFERENCEDATE; else it becomes the voucher's date. */
    readonly keepsReferenceDate: boolean;
  };
  /** Columns of the bills reports (F12). */
  readonly billColumns: { readonly opening: boolean; readonly postDated: boolean };
  /** Every answer stops after so many bytes although its HTTP is whole. */
  readonly answersEndAt: number | null;
  /** Exports of vouchers end with the company's own block. */
  readonly companyBlock: boolean;
};

/** How an answer's text looks beyond what it says. */
export type Dirt = {
  readonly declaration: "none" | "1.0" | "1.1";
  /** A byte order mark in front; "as asked" where the request had one. */
  readonly mark: "none" | "always" | "as asked";
  /** "doubled": CR CR LF; "blank": an empty line after each line. */
  readonly lineEnds: "crlf" | "lf" | "doubled" | "blank";
  /** Control characters as bytes instead of references. */
  readonly rawControls: boolean;
};

export const DEFAULT_SETTINGS: Settings = {
  educational: false,
  release: { major: 7, minor: 0, type: "TallyPrime" },
  today: null,
  latency: { perRequestMs: 0, perObjectMs: 0, perMegabyteMs: 0 },
  dirt: { declaration: "none", mark: "none", lineEnds: "crlf", rawControls: false },
  quirks: {
    listsByPathOnly: false,
    emptyStaysEmpty: false,
    companyFetchFreezes: false,
    existingMaster: "modal",
    keepsReferenceDate: false,
  },
  billColumns: { opening: false, postDated: false },
  answersEndAt: null,
  companyBlock: true,
};

/** Some of the settings, at any depth. */
export type SettingsChange = {
  readonly [K in keyof Settings]?: Settings[K] extends Readonly<Record<string, unknown>>
    ? Partial<Settings[K]>
    : Settings[K];
};

/** Settings with some of them changed. */
export function changedSettings(settings: Settings, change: SettingsChange): Settings {
  return {
    ...settings,
    ...change,
    release: { ...settings.release, ...change.release },
    latency: { ...settings.latency, ...change.latency },
    dirt: { ...settings.dirt, ...change.dirt },
    quirks: { ...settings.quirks, ...change.quirks },
    billColumns: { ...settings.billColumns, ...change.billColumns },
  };
}
