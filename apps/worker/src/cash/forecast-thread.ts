import { constants, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";

import { forecastMoney } from "@cfa/insights/money/forecast-money";

import { levelModels } from "../level-models/level-models.ts";
import { cashBooksOf, type CashLesson } from "./cash-lesson.ts";

/* A thread that forecasts cash from the lessons it is given, one after the other. */

// On Linux each thread has a priority of its own; elsewhere the whole process would wait behind others.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const models = levelModels();
parentPort?.on("message", (lesson: CashLesson) => {
  void forecast(lesson);
});

/** A failure ends the thread with its error, which whoever waits hears. */
async function forecast(lesson: CashLesson): Promise<void> {
  const levels = lesson.withLevels ? await models : [];
  const { chances } = lesson;
  parentPort?.postMessage(forecastMoney(cashBooksOf(lesson), { models: levels, said: chances }), []);
}
