import { constants, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";

import { learnPayments } from "@cfa/insights/learn-payments";

import { booksOf, type Lesson } from "./lesson.ts";

/* A thread that learns one lesson, says what it has learned and ends. */

// On Linux each thread has a priority of its own; elsewhere the whole process would wait behind others.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const lesson = workerData as Lesson;
parentPort?.postMessage(learnPayments(booksOf(lesson), lesson.training, lesson), []);
