import type { AuditRow } from "@cfa/contract/audit";
import { aboutTexts, nameOf, saidText } from "@cfa/contract/audit-text";
import { auditItems } from "@cfa/db/queries/audit";

import { presentAudit } from "../audit/present.ts";
import { isMicros, isUuid, pageOf, readCursor } from "../routes/cursor.ts";
import { periodOf } from "../routes/period.ts";
import { columnsOf } from "./columns.ts";
import { momentText } from "./head.ts";
import { periodLine } from "./lines.ts";
import { allPages } from "./pages.ts";
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
    const entries = await presentAudit(snapshot, rows);
    return { rows: entries.map((entry) => rowOf(entry, words)), nextCursor };
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
    none: words.noAudit,
  });
}

function rowOf(entry: AuditRow, words: ReportWords): SourceRow {
  const { at, who, action, sentence, params, before, after } = entry;
  const about = [
    ...aboutTexts(entry, words.audit),
    nameOf(words.titles, params["report"]),
    params["format"]?.toUpperCase() ?? "",
  ];
  return {
    cells: [
      momentText(new Date(at)),
      who,
      nameOf(words.audit.actions, action) || sentence,
      about.filter((part) => part !== "").join(" · "),
      saidText(before, words.audit),
      saidText(after, words.audit),
      params["reason"] ?? "",
    ],
  };
}
