import { TROUBLE_CODES } from "@cfa/contract/trouble-codes";
import { describe, expect, it } from "vitest";

import { troubleText } from "./trouble-text";

const told = (code: string, message = "Tally did not answer in time.") => ({
  code,
  message,
  fix: "Look at the Tally screen.",
  since: "2026-11-24T04:30:00Z",
  nextTryAt: null,
});

describe("what an agent says of its trouble", () => {
  it("is said in Hindi for every code that is known", () => {
    for (const code of TROUBLE_CODES) {
      const said = troubleText(told(code), "hi");
      expect([code, said.message, said.fix]).toEqual([
        code,
        expect.stringMatching(/[\u0900-\u097F].*।/),
        expect.stringMatching(/[\u0900-\u097F].*।$/),
      ]);
    }
    expect(troubleText(told("busy"), "hi").message).toBe("Tally ने समय पर जवाब नहीं दिया।");
  });

  it("stands as it is in English, with the address that the agent met", () => {
    const said = troubleText(told("tally-closed", "Tally does not answer at 127.0.0.1:9000."), "en");
    expect(said).toEqual({
      message: "Tally does not answer at 127.0.0.1:9000.",
      fix: "Look at the Tally screen.",
    });
  });

  it("stands as it is where a newer agent tells what this app does not know", () => {
    for (const code of ["asleep", "toString"]) {
      expect(troubleText(told(code, "Tally sleeps."), "hi").message).toBe("Tally sleeps.");
    }
  });

  it("keeps Tally's own words where they are what matters", () => {
    const said = troubleText(told("error-answer", "Tally refused the question: Memory is low"), "hi");
    expect(said.message).toContain("Memory is low");
    expect(said.message).toMatch(/^Tally ने/);
  });
});
