import { z } from "zod";

import { makeLargeCompany } from "../../sample-company/large/make-large-company.ts";
import { makeSampleCompany } from "../../sample-company/make-sample-company.ts";
import type { SettingsChange } from "../server/settings.ts";
import { command, type Command } from "./command.ts";
import { Day, given } from "./fields.ts";

const Name = { name: z.string() };

const Changes = z.strictObject({
  educational: z.boolean().optional(),
  release: z.strictObject({ major: z.int(), minor: z.int(), type: z.string() }).partial().optional(),
  today: Day.nullable().optional(),
  latency: z
    .strictObject({ perRequestMs: z.number(), perObjectMs: z.number(), perMegabyteMs: z.number() })
    .partial()
    .optional(),
  dirt: z
    .strictObject({
      declaration: z.enum(["none", "1.0", "1.1"]),
      mark: z.enum(["none", "always", "as asked"]),
      lineEnds: z.enum(["crlf", "lf", "doubled", "blank"]),
      rawControls: z.boolean(),
    })
    .partial()
    .optional(),
  quirks: z
    .strictObject({
      listsByPathOnly: z.boolean(),
      emptyStaysEmpty: z.boolean(),
      companyFetchFreezes: z.boolean(),
      existingMaster: z.enum(["modal", "alter"]),
      keepsReferenceDate: z.boolean(),
    })
    .partial()
    .optional(),
  billColumns: z.strictObject({ opening: z.boolean(), postDated: z.boolean() }).partial().optional(),
  answersEndAt: z.int().positive().nullable().optional(),
  companyBlock: z.boolean().optional(),
});

/** What happens to the program: which companies are open, dialogs, faults, how it is set up. */
export const SCREEN_COMMANDS: Readonly<Record<string, Command>> = {
  companies: command("lists the open companies, the first in front", {}, ({ tally }) => tally.companies()),
  "open-company": command(
    "opens a sample company behind the others",
    { size: z.enum(["S", "E", "M", "L"]).default("S"), seed: z.int().default(2), through: Day.optional() },
    ({ tally }, { size, ...made }) => {
      const company =
        size === "L" ? makeLargeCompany(given(made)) : makeSampleCompany({ size, ...given(made) });
      tally.openCompany(company);
      return { name: company.name, guid: company.guid };
    },
  ),
  "close-company": command("closes a company", Name, ({ tally }, { name }) => tally.closeCompany(name)),
  "reopen-company": command("opens a company that was closed, as it was", Name, ({ tally }, { name }) => {
    tally.reopenCompany(name);
  }),
  "bring-to-front": command("requests that name no company get this one", Name, ({ tally }, { name }) =>
    tally.bringToFront(name),
  ),
  "ask-login": command(
    "puts up or takes away a login prompt: as if no company were open",
    { on: z.boolean().default(true) },
    ({ tally }, { on }) => tally.askLogin(on),
  ),
  "open-modal": command(
    "puts a dialog on the screen: nobody is answered",
    { text: z.string().default("Press any key") },
    ({ tally }, { text }) => tally.openModal(text),
  ),
  dismiss: command("dismisses the dialog", {}, ({ tally }) => tally.dismiss()),
  "cut-next-answer": command(
    "cuts the connection of the next answer after so many bytes",
    { after: z.int().nonnegative() },
    ({ tally }, { after }) => tally.cutNextAnswerAfter(after),
  ),
  "truncate-next-answer": command(
    "ends the next answer after so many bytes, its HTTP whole",
    { after: z.int().nonnegative().default(65_536) },
    ({ tally }, { after }) => tally.truncateNextAnswerAfter(after),
  ),
  refuse: command("nobody listens at Tally's port", {}, ({ tally }) => tally.refuse()),
  restart: command("starts Tally again, after a crash too", {}, ({ tally }) => tally.restart()),
  "lend-port": command(
    "another program answers at the port; null is Tally again",
    { to: z.enum(["web server", "no http"]).nullable() },
    ({ tally }, { to }) => tally.lendPort(to),
  ),
  set: command(
    "changes settings; those that are left out stay",
    { settings: Changes },
    ({ tally }, { settings }) => {
      tally.set(settings as SettingsChange);
      return tally.settings();
    },
  ),
  requests: command("what was asked and what it cost", {}, ({ tally }) => tally.requests()),
  "clear-requests": command("forgets what was asked", {}, ({ tally }) => tally.clearRequests()),
  status: command("what Tally is doing", {}, ({ tally }) => ({
    running: tally.isRunning(),
    modal: tally.modal(),
    companies: tally.companies(),
    answered: tally.answered(),
    settings: tally.settings(),
  })),
};
