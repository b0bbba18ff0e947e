import type { Jobs } from "@cfa/db/queue";

import { sendTest, type TestDeps } from "../nudges/send-test.ts";

/** The job that sends a text to who wrote it, to be looked at. Safe to run twice: what was called is not called again. */
export const sendTestTask = (deps: TestDeps, data: Jobs["send-test"]): Promise<void> => sendTest(deps, data);
