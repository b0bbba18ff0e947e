import type { ClassEdgesStanding } from "@cfa/contract/insights";
import { classEdgesOn } from "@cfa/db/queries/insights/class-edges";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { CLASS_EDGES } from "@cfa/insights/payment-behaviour";

/** The edges that hold on a day; the model's own where nobody has chosen. */
export async function standingEdges(reader: BooksReader, today: string): Promise<ClassEdgesStanding> {
  const row = await classEdgesOn(reader, today);
  const [prompt, onTime, late] = CLASS_EDGES;
  return row ?? { prompt, onTime, late, fromDate: null };
}
