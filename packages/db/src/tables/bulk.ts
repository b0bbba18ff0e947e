import type { Json, Moment, OptionalJson, OptionalMoment } from "./columns.ts";

export type BulkTable = {
  company_id: string;
  bulk_id: string;
  digest: string;
  items: Json<unknown>;
  made_at: Moment;
  made_by: string;
  made_name: string;
  undone_at: OptionalMoment;
  undone_by: string | null;
  undone_name: string | null;
  undone: OptionalJson<unknown>;
};
