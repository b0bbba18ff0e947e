import { constants, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";

import { learnPayments } from "@cfa/insights/learn-payments";

import { booksOf, type Lesson } from "./lesson.ts";

/* A thread that learns the lessons it is given, one after the other, and says what it has learned of each. */

// On Linux each thread has a priority of its own; elsewhere the whole process would wait behind others.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
parentPort?.on("message", (lesson: Lesson) => {
  parentPort?.postMessage(learnPayments(booksOf(lesson), lesson.training, lesson), []);
});
