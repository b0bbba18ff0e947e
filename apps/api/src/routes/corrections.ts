import { CorrectionState } from "@cfa/contract/corrections";
import { inCompany } from "@cfa/db/company-scope";
import { correctionRow, correctionRows, countCorrections } from "@cfa/db/queries/corrections";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";
import { type BooksReader, readCompany } from "@cfa/db/queries/snapshot";

import type { Scope, Services } from "../context.ts";
import { makeCorrection } from "../corrections/make.ts";
import { acceptTally, resolveConflict, undoCorrection } from "../corrections/move.ts";
import { presentCorrections } from "../corrections/present.ts";
import { readPreview } from "../corrections/preview.ts";
import { uuidOf } from "../uuid-of.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { isMicros, isUuid, pageOf, readCursor } from "./cursor.ts";

/** What people say beside Tally: looked at first, made, undone, decided. */
export function correctionRoutes({ db, enqueue }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { corrections } = routes;
  const one = (scope: Scope, correctionId: string) =>
    readCompany(db, scope.companyId, (snapshot) => readOne(snapshot, scope, correctionId));
  return {
    list: corrections.list.use(member).handler(({ context: { scope }, input }) => {
      const { limit } = input;
      const place = readCursor(input.cursor, [isMicros, isUuid]);
      const after = place && { createdMicros: place[0] ?? "", correctionId: place[1] ?? "" };
      return readCompany(db, scope.companyId, async (snapshot) => {
        const rows = await correctionRows(snapshot, {
          ...(input.state === undefined ? {} : { states: [input.state] }),
          ...(input.kind === undefined ? {} : { kinds: [input.kind] }),
          ...(input.partyId === undefined ? {} : { ledgerGuid: await guidOf(snapshot, input.partyId) }),
          limit: limit + 1,
          after,
        });
        const page = pageOf(rows, {
          limit,
          placeOf: (row) => [row.createdMicros.toString(), row.correctionId],
        });
        const presented = await presentCorrections(snapshot, page.rows, scope);
        return { ...page, rows: presented, counts: await countsByState(snapshot) };
      });
    }),

    preview: corrections.preview.use(member).handler(({ context: { scope }, input }) => {
      const replaces = input.replaces === null ? null : uuidOf("correction", input.replaces);
      return readCompany(db, scope.companyId, (snapshot) =>
        readPreview(snapshot, scope, { proposal: input.proposal, replaces }),
      );
    }),

    create: corrections.create.use(member).handler(async ({ context: { scope }, input }) => {
      const made = await inCompany(db, scope.companyId, (tx) =>
        makeCorrection(tx, { scope, enqueue }, input),
      );
      return one(scope, made);
    }),

    undo: corrections.undo.use(member).handler(async ({ context: { scope }, input }) => {
      const correctionId = uuidOf("correction", input.correctionId);
      await inCompany(db, scope.companyId, (tx) => undoCorrection(tx, { scope, enqueue }, correctionId));
      return one(scope, correctionId);
    }),

    resolve: corrections.resolve.use(member).handler(async ({ context: { scope }, input }) => {
      const correctionId = uuidOf("correction", input.correctionId);
      const decision = { correctionId, take: input.take };
      await inCompany(db, scope.companyId, (tx) => resolveConflict(tx, { scope, enqueue }, decision));
      return one(scope, correctionId);
    }),

    acceptTally: corrections.acceptTally.use(member).handler(async ({ context: { scope }, input }) => {
      const ids = input.correctionIds.map((id) => uuidOf("correction", id));
      const accepted = await inCompany(db, scope.companyId, (tx) => acceptTally(tx, { scope, enqueue }, ids));
      return { accepted };
    }),
  };
}

async function countsByState(reader: BooksReader) {
  const counted = await countCorrections(reader);
  return CorrectionState.options.map((state) => ({
    state,
    count: counted.filter((row) => row.state === state).reduce((all, row) => all + row.count, 0),
  }));
}

async function readOne(reader: BooksReader, scope: Scope, correctionId: string) {
  const row = await correctionRow(reader, correctionId);
  const [presented] = row === undefined ? [] : await presentCorrections(reader, [row], scope);
  if (presented === undefined) throw new ApiFailure("not-found");
  return presented;
}

async function guidOf(reader: BooksReader, partyId: string): Promise<string> {
  const [party] = await partyLedgers(reader, { ledgerIds: [uuidOf("party", partyId)] });
  if (party === undefined) throw new ApiFailure("not-found");
  return party.guid;
}
