import { request } from "node:http";

/** What came back, and how. */
export type Answered = { readonly text: string; readonly bytes: Buffer };

/** Asks as a program does: one POST, UTF-8 unless `wide`. Rejects when the connection breaks. */
export function ask(
  tally: { readonly port: number },
  xml: string,
  options: { wide?: boolean; marked?: boolean } = {},
): Promise<Answered> {
  const { wide = false, marked = false } = options;
  const body = Buffer.from(`${marked ? "\uFEFF" : ""}${xml}`, wide ? "utf16le" : "utf8");
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: "127.0.0.1", port: tally.port, method: "POST", agent: false },
      (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.on("end", () => {
          const bytes = Buffer.concat(pieces);
          resolve({ bytes, text: bytes.toString(wide ? "utf16le" : "utf8") });
        });
        response.on("error", reject);
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}

export type CollectionParts = {
  readonly name?: string;
  readonly type?: string;
  readonly fetch?: string;
  readonly native?: readonly string[];
  readonly filter?: string;
  readonly inside?: string;
  readonly variables?: string;
  readonly company?: string;
  readonly attributes?: string;
};

let names = 0;

/** A request for a collection, under a new name unless one is given. */
export function collection(parts: CollectionParts): string {
  const { name = `T${++names}`, company = "Asha & Sons", filter, native = [] } = parts;
  const named = company === "" ? "" : `<SVCURRENTCOMPANY>${escaped(company)}</SVCURRENTCOMPANY>`;
  return (
    `<ENVELOPE><HEADER><VERSION>1</VERSION><TALLYREQUEST>Export</TALLYREQUEST><TYPE>Collection</TYPE><ID>${name}</ID></HEADER>` +
    `<BODY><DESC><STATICVARIABLES>${named}${parts.variables ?? ""}</STATICVARIABLES><TDL><TDLMESSAGE>` +
    `<COLLECTION NAME="${name}" ${parts.attributes ?? 'ISMODIFY="No"'}><TYPE>${parts.type ?? "Voucher"}</TYPE>` +
    (parts.fetch === undefined ? "" : `<FETCH>${parts.fetch}</FETCH>`) +
    native.map((method) => `<NATIVEMETHOD>${method}</NATIVEMETHOD>`).join("") +
    (filter === undefined ? "" : `<FILTER>F</FILTER>`) +
    `${parts.inside ?? ""}</COLLECTION>` +
    (filter === undefined ? "" : `<SYSTEM TYPE="Formulae" NAME="F">${escaped(filter)}</SYSTEM>`) +
    `</TDLMESSAGE></TDL></DESC></BODY></ENVELOPE>`
  );
}

/** A request for one of Tally's reports. */
export function report(name: string, variables = "", company = "Asha & Sons"): string {
  return (
    `<ENVELOPE><HEADER><VERSION>1</VERSION><TALLYREQUEST>Export</TALLYREQUEST><TYPE>Data</TYPE><ID>${name}</ID></HEADER>` +
    `<BODY><DESC><STATICVARIABLES><SVCURRENTCOMPANY>${escaped(company)}</SVCURRENTCOMPANY>${variables}</STATICVARIABLES></DESC></BODY></ENVELOPE>`
  );
}

/** Typed date variables. */
export function period(from: string, to: string): string {
  return `<SVFROMDATE TYPE="Date">${from}</SVFROMDATE><SVTODATE TYPE="Date">${to}</SVTODATE>`;
}

/** The texts of every element of a name, in order. */
export function texts(xml: string, tag: string): string[] {
  return [...xml.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([^<]*)</${tag}>`, "g"))].map((match) =>
    (match[1] ?? "").trim(),
  );
}

/** The NAME attributes of the objects of a kind. */
export function namesOf(xml: string, tag: string): string[] {
  return [...xml.matchAll(new RegExp(`<${tag} NAME="([^"]*)"`, "g"))].map((match) => match[1] ?? "");
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
