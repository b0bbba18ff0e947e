import type { Upload } from "@cfa/contract/uploads";
import { uploadPartPath, MAX_PART_BYTES } from "@cfa/contract/upload-files";
import { afterAll, beforeAll, expect, test } from "vitest";

import { startStack, type Stack, type StackCompany } from "./stack.ts";

/* A Day Book as large as a Day Book gets goes through in parts, and neither server nor worker ever holds it whole. */

const isLong = process.env["CFA_TEST_LONG"] === "1";
const BYTES = Number(process.env["CFA_UPLOAD_BYTES"] ?? (isLong ? 1_000_000_000 : 12_000_000));
/** So much may be held above what the process has before: buffers, one part, one batch, the heap's own slack. */
const HELD_BYTES = 400_000_000;

let stack: Stack;
let token: string;
let company: StackCompany;

beforeAll(async () => {
  stack = await startStack();
  company = await stack.addCompany({ name: "Large", tallyGuid: "large" });
  await stack.database.asOwner("update company set tally_guid = null");
  token = await stack.server.signIn("owner");
});
afterAll(() => stack.close());

const HEAD =
  "<ENVELOPE><HEADER><TALLYREQUEST>Import Data</TALLYREQUEST></HEADER><BODY><IMPORTDATA><REQUESTDATA>";
const FOOT = "</REQUESTDATA></IMPORTDATA></BODY></ENVELOPE>";
/** Tally writes some three hundred tags for a voucher, most of which say nothing. */
const FILLER = Array.from(
  { length: 180 },
  (_, at) => `<SOMEFIELD${at}.LIST>      </SOMEFIELD${at}.LIST>`,
).join("\r\n ");

const entry = (ledger: string, side: string, amount: string, more = ""): string =>
  `<ALLLEDGERENTRIES.LIST><LEDGERNAME>${ledger}</LEDGERNAME><ISDEEMEDPOSITIVE>${side}</ISDEEMEDPOSITIVE><AMOUNT>${amount}</AMOUNT>${more}</ALLLEDGERENTRIES.LIST>`;

function voucher(no: number): string {
  const hex = no.toString(16).padStart(8, "0");
  const day = String((no % 28) + 1).padStart(2, "0");
  const bill = `<BILLALLOCATIONS.LIST><NAME>S-${no}</NAME><BILLTYPE>New Ref</BILLTYPE><AMOUNT>-10.00</AMOUNT></BILLALLOCATIONS.LIST>`;
  return `<TALLYMESSAGE><VOUCHER VCHTYPE="Sales" ACTION="Create"><GUID>7b0f1c1e-0000-4000-8000-00000000000a-${hex}</GUID><ALTERID> ${no}</ALTERID><DATE>202604${day}</DATE><VOUCHERTYPENAME>Sales</VOUCHERTYPENAME><VOUCHERNUMBER>S-${no}</VOUCHERNUMBER><PARTYLEDGERNAME>Party ${no % 400}</PARTYLEDGERNAME>${FILLER}${entry(`Party ${no % 400}`, "Yes", "-10.00", bill)}${entry("Sales", "No", "10.00")}</VOUCHER></TALLYMESSAGE>\r\n`;
}

/** The whole file in parts that are made as they are sent. */
function* parts(vouchers: number): Generator<Buffer> {
  let held = HEAD;
  for (let no = 1; no <= vouchers; no++) {
    held += voucher(no);
    if (held.length < MAX_PART_BYTES - 20_000) continue;
    yield Buffer.from(held, "latin1");
    held = "";
  }
  yield Buffer.from(held + FOOT, "latin1");
}

async function call(method: string, path: string, body?: unknown): Promise<Upload> {
  const response = await fetch(stack.server.url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Upload;
}

test(
  `a Day Book of ${Math.round(BYTES / 1e6)} MB passes in constant memory`,
  async () => {
    const vouchers = Math.floor(BYTES / voucher(1_000).length);
    let bytes = 0;
    for (const part of parts(vouchers)) bytes += part.length;
    const base = `/api/companies/${company.id}/uploads`;
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let most = before;
    const began = performance.now();
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
    const { uploadId } = await call("POST", base, { files: [{ name: "DayBook.xml", bytes }] });
    let from = 0;
    for (const part of parts(vouchers)) {
      const sent = await fetch(
        stack.server.url + uploadPartPath({ companyId: company.id, uploadId, fileNo: 1 }, from),
        { method: "PUT", headers: { authorization: `Bearer ${token}` }, body: new Uint8Array(part) },
      );
      ({ received: from } = (await sent.json()) as { received: number });
    }
    const sentMillis = performance.now() - began;
    let upload = await call("POST", `${base}/${uploadId}/read`, {});
    const seen = new Set<number>();
    while (upload.state === "reading") {
      await new Promise((resolve) => setTimeout(resolve, 20));
      upload = await call("GET", `${base}/${uploadId}`);
      seen.add(upload.files[0]?.readBytes ?? 0);
    }
    clearInterval(watch);
    const readMillis = performance.now() - began - sentMillis;
    if (isLong)
      console.log(
        `${Math.round(bytes / 1e6)} MB, ${vouchers} vouchers: sent in ${Math.round(sentMillis)} ms, read in ${Math.round(readMillis)} ms, held ${Math.round((most - before) / 1e6)} MB above ${Math.round(before / 1e6)} MB`,
      );
    expect(upload).toMatchObject({
      state: "ready",
      files: [
        { kind: "day-book", counts: [{ kind: "voucher", new: vouchers }], debit: String(vouchers * 1_000) },
      ],
    });
    expect(seen.size).toBeGreaterThan(1);
    expect(most - before).toBeLessThan(HELD_BYTES);
  },
  isLong ? 1_200_000 : 120_000,
);
