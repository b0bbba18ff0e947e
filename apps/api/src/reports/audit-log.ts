import type { AuditRow } from "@cfa/contract/audit";
import { auditItems } from "@cfa/db/queries/audit";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idIn, idOut } from "@cfa/values/ids";

import { presentAudit } from "../audit/present.ts";
import { isMicros, isUuid, pageOf, readCursor } from "../routes/cursor.ts";
import { periodOf } from "../routes/period.ts";
import { columnsOf } from "./columns.ts";
import { momentText } from "./head.ts";
import { periodLine } from "./lines.ts";
import { allPages } from "./pages.ts";
import { saidText } from "./said-text.ts";
import type { Asked, PagePlace, Source, SourcePage, SourceRow } from "./source.ts";
import type { ReportWords } from "./words/en.ts";

/** Who changed what, newest first, with what stood there before and what stands there since. */
export function auditLog(asked: Asked): Promise<Source> {
  const { snapshot, ask, scope, words } = asked;
  const period = periodOf(scope, ask);
  const page = async ({ cursor, limit }: PagePlace): Promise<SourcePage> => {
    const place = readCursor(cursor, [isMicros, isUuid]);
    const after = place && { atMicros: place[0] ?? "", auditId: place[1] ?? "" };
    const wanted = { actions: [], userId: null, ...period, limit: limit + 1, after };
    const items = await auditItems(snapshot, wanted);
    const placeOf = (item: (typeof items)[number]) => [item.atMicros.toString(), item.auditId];
    const { rows, nextCursor } = pageOf(items, { limit, placeOf });
    const entries = rows.map(presentAudit);
    const parties = await partyNames(snapshot, entries);
    return { rows: entries.map((entry) => rowOf(entry, parties, words)), nextCursor };
  };
  const columns = columnsOf(words, [
    ["when", "text", 16],
    ["who", "text", 15],
    ["did", "text", 22],
    ["about", "text", 24],
    ["before", "text", 24],
    ["after", "text", 24],
    ["reason", "text", 22],
  ]).map((column) => ({ ...column, sortable: false }));
  return Promise.resolve({
    title: words.titles.audit,
    lines: periodLine(asked, period),
    layout: "landscape",
    columns,
    page,
    all: () => allPages(page),
    totals: null,
    none: words.audit.none,
  });
}

/** The names of the parties that entries speak of by their ids. */
async function partyNames(
  snapshot: CompanySnapshot,
  entries: readonly AuditRow[],
): Promise<ReadonlyMap<string, string>> {
  const ids = entries.flatMap(({ params }) => {
    const id = idIn("party", params["partyId"] ?? "");
    return id.ok ? [id.value] : [];
  });
  if (ids.length === 0) return new Map();
  const parties = await partyLedgers(snapshot, { ledgerIds: [...new Set(ids)] });
  return new Map(parties.map(({ ledgerId, name }) => [idOut("party", ledgerId), name]));
}

function rowOf(entry: AuditRow, parties: ReadonlyMap<string, string>, words: ReportWords): SourceRow {
  const { at, who, action, sentence, params, before, after } = entry;
  const { actions, kinds } = words.audit;
  const kind = params["kind"] ?? "";
  const about = [
    kinds[kind] ?? "",
    params["on"] ?? "",
    parties.get(params["partyId"] ?? "") ?? "",
    params["marker"] ?? "",
    params["bill"] ?? "",
    params["report"] === undefined ? "" : (words.titles[params["report"] as keyof typeof words.titles] ?? ""),
    params["format"]?.toUpperCase() ?? "",
  ];
  return {
    cells: [
      momentText(new Date(at)),
      who,
      actions[action] ?? sentence,
      about.filter((part) => part !== "").join(" · "),
      saidText(before, words.audit),
      saidText(after, words.audit),
      params["reason"] ?? "",
    ],
  };
}
