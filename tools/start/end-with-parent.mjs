// Preloaded into every child of npm start: when the parent is gone, however it went, the pipe closes and the child ends.
process.stdin.on("end", () => process.exit(1));
process.stdin.on("error", () => process.exit(1));
process.stdin.resume();
process.stdin.unref?.();
