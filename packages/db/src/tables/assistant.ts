import type { Generated, GeneratedAlways } from "kysely";

/* What the assistant was asked and may do. */

export type AssistantTurnTable = {
  company_id: string;
  turn_id: string;
  turn_no: GeneratedAlways<bigint>;
  conversation_id: string;
  user_id: string;
  asked_at: Date;
  question: string;
  language: "en" | "hi";
  asked: unknown;
  answer: unknown;
  by_model: boolean;
  tokens: number;
  feedback: "right" | "wrong" | null;
};

export type AssistantSettingTable = {
  company_id: string;
  uses_model: boolean;
  hides_names: boolean;
  said_at: Date;
  said_by: string;
  said_name: string;
};

export type ReadKeyTable = {
  company_id: string;
  key_id: Generated<string>;
  key_hash: Buffer;
  last_four: string;
  name: string;
  made_at: Date;
  made_by: string;
  made_name: string;
  last_used_at: Date | null;
  ends_at: Date;
  revoked_at: Date | null;
};
