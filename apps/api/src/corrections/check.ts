import { createHash } from "node:crypto";

import { baseOf } from "@cfa/books/corrections/base";
import type { Refusal } from "@cfa/books/corrections/ground";
import { refuseCorrection } from "@cfa/books/corrections/refuse";
import type { Proposal } from "@cfa/contract/corrections";
import { standingCorrection, type CorrectionRow } from "@cfa/db/queries/corrections";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { jsonWithPaise } from "@cfa/values/money";

import { ApiFailure } from "../errors.ts";
import { readProposal, type Proposed } from "./propose.ts";

/** A proposal that was looked at: why it cannot be made, or what it is based on. */
export type Checked = Proposed & {
  readonly refusal: Refusal | null;
  readonly base: unknown; // null where it is refused
  readonly seen: string;
  /** What it takes the place of. */
  readonly replaced: CorrectionRow | null;
};

const STANDS_ALREADY: Refusal = {
  code: "stands-already",
  message: "Something of this kind is said of it already. Undo that first, or change it.",
};

/** Looks at a proposal as the books are now. `replaces`: the id of a correction of the same kind that gives way to it. */
export async function checkProposal(
  reader: BooksReader,
  wanted: { proposal: Proposal; replaces: string | null },
): Promise<Checked> {
  const { proposed, ground } = await readProposal(reader, wanted.proposal);
  const replaced =
    ground.rows.find((row) => row.correctionId === wanted.replaces && row.kind === proposed.kind) ?? null;
  // A promise is as good as the next one.
  const stands = proposed.kind === "promise" ? undefined : await standingCorrection(reader, proposed);
  const isTaken = stands !== undefined && stands.correctionId !== replaced?.correctionId;
  const refusal = isTaken ? STANDS_ALREADY : refuseCorrection(proposed, ground, ground.merged);
  const base = refusal === null ? baseOf(proposed.kind, proposed, ground) : null;
  if (refusal === null && base === null) throw new ApiFailure("not-found");
  return { proposed, ground, refusal, base, seen: seenName(base, stands?.correctionId ?? null), replaced };
}

/** A short name for what a person has seen: the base, and what was said of the same thing already. */
function seenName(base: unknown, standsAlready: string | null): string {
  return createHash("sha256").update(jsonWithPaise({ base, standsAlready })).digest("base64url").slice(0, 32);
}
