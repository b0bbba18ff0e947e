import type { Json, Moment } from "./columns.ts";

export type SavedViewTable = {
  company_id: string;
  view_id: string;
  user_id: string;
  user_name: string;
  name: string;
  report: string;
  choice: Json<unknown>;
  is_shared: boolean;
  made_at: Moment;
};

export type SavedViewDefaultTable = {
  company_id: string;
  user_id: string;
  report: string;
  view_id: string;
};
