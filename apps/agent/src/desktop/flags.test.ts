import { expect, test } from "vitest";

import { readFlags } from "./flags.ts";

test("nothing said opens the window; sign-in, server and service start without", () => {
  expect(readFlags([])).toEqual({
    ok: true,
    value: { command: "run", dataFolder: undefined, mode: "window", pairing: undefined },
  });
  for (const mode of ["hidden", "headless", "service"] as const) {
    expect(readFlags([`--${mode}`])).toMatchObject({ value: { command: "run", mode } });
  }
});

test("commands, with a folder of one's own", () => {
  expect(readFlags(["--quit", "--data", "C:\\आशा\\CFA"])).toMatchObject({
    value: { command: "quit", dataFolder: "C:\\आशा\\CFA" },
  });
  expect(readFlags(["--service", "--quit"])).toMatchObject({ value: { command: "quit", mode: "service" } });
  expect(readFlags(["--data=", "--status"])).toMatchObject({ value: { dataFolder: undefined } });
});

test("pairing takes the app's code and the server's address", () => {
  expect(
    readFlags(["--pair", "BCDF-GHJK", "--server", "https://app.example.in", "--company", "Om"]),
  ).toMatchObject({
    value: {
      command: "pair",
      pairing: { code: "BCDF-GHJK", server: "https://app.example.in", company: "Om" },
    },
  });
});

test.each([
  [["--unknown"], "--unknown"],
  [["open"], "open"],
  [["--quit", "--hidden"], "--quit and --hidden"],
  [["--hidden", "--service"], "--hidden and --service"],
  [["--show", "--service"], "--show and --service"],
  [["--data"], "--data"],
  [["--pair", "BCDF-GHJK"], "--server"],
])("%s is refused with what is wrong", (argv, said) => {
  const flags = readFlags(argv);
  expect(flags.ok ? "" : flags.error).toContain(said);
});
