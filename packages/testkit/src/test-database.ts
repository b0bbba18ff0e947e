import { inject } from "vitest";

import { cloneTemplate, type TestDatabase } from "./clone-template.ts";

export type { TestDatabase };

/** Clones the run's migrated template. Call it in `beforeAll` and close it in `afterAll`. */
export function cloneDatabase(): Promise<TestDatabase> {
  return cloneTemplate(inject("postgres"));
}
