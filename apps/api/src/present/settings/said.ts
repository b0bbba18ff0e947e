import type { MsmeSaid } from "@cfa/contract/settings";

type Row = { saidNo: number; saidAt: Date; by: string; takenBackAt: Date | null; takenBackBy: string | null };

/** Who said something and when, and who took it back, as people see it. */
export function presentSaid(row: Row): Pick<MsmeSaid, "saidNo" | "at" | "by" | "takenBack"> {
  const { saidNo, saidAt, by, takenBackAt, takenBackBy } = row;
  const takenBack = takenBackAt === null ? null : { at: takenBackAt.toISOString(), by: takenBackBy ?? "" };
  return { saidNo, at: saidAt.toISOString(), by, takenBack };
}
