import { stopStrayServer } from "@cfa/db/embedded/stray-server";

/*
 * Runs beside the embedded PostgreSQL. When the start is gone, however it went, the pipe closes; a database that the
 * start could not end itself (kill -9) is ended here.
 */
process.stdin.on("end", () => void stopStrayServer(process.argv[2] ?? "").finally(() => process.exit(0)));
process.stdin.resume();
