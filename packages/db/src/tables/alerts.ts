import type { Int8, Moment } from "./columns.ts";

export type AlertSnoozeTable = {
  company_id: string;
  user_id: string;
  key: string;
  until: string;
  amount: Int8;
  made_at: Moment;
};
