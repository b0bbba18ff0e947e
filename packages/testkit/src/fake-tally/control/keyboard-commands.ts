import { z } from "zod";

import { command, Company, type Command, type Controlled } from "./command.ts";
import {
  Day,
  ledgerChanges,
  LedgerChanges,
  ledgerDraft,
  LedgerFields,
  Rupees,
  voucherChanges,
  VoucherChanges,
  voucherDraft,
  VoucherFields,
} from "./fields.ts";

const Guid = z.string();

/** What a user types into a company. */
export const KEYBOARD_COMMANDS: Readonly<Record<string, Command>> = {
  "create-voucher": command(
    "enters a voucher; without a number it gets the next one",
    { ...Company, voucher: VoucherFields },
    (on, { company, voucher }) => {
      const made = at(on, company).createVoucher(voucherDraft(voucher));
      return { guid: made.guid, number: made.voucher.number, alterId: made.voucher.alterId };
    },
  ),
  "alter-voucher": command(
    "changes a voucher: a new AlterId, the same GUID",
    { ...Company, guid: Guid, changes: VoucherChanges },
    (on, { company, guid, changes }) => at(on, company).alterVoucher(guid, voucherChanges(changes)),
  ),
  "cancel-voucher": command("cancels a voucher", { ...Company, guid: Guid }, (on, { company, guid }) =>
    at(on, company).cancelVoucher(guid),
  ),
  "delete-voucher": command(
    "deletes a voucher: AltVchId moves by two, no row is left, later ones are renumbered",
    { ...Company, guid: Guid },
    (on, { company, guid }) => at(on, company).deleteVoucher(guid),
  ),
  voucher: command("shows a voucher", { ...Company, guid: Guid }, (on, { company, guid }) =>
    at(on, company).voucher(guid),
  ),
  vouchers: command(
    "lists GUID, AlterId, day, type and number of the vouchers of a period, at most 1,000",
    { ...Company, from: Day, to: Day },
    (on, { company, from, to }) => {
      const rows = [];
      const keyboard = at(on, company);
      const { guid } = keyboard.state();
      for (const { masterId, alterId, date, type, number } of keyboard.vouchers({ from, to })) {
        rows.push({ guid: `${guid}-${masterId.toString(16).padStart(8, "0")}`, alterId, date, type, number });
        if (rows.length === 1_000) break;
      }
      return rows;
    },
  ),
  "create-ledger": command(
    "makes a ledger",
    { ...Company, ledger: LedgerFields },
    (on, { company, ledger }) => at(on, company).createLedger(ledgerDraft(ledger)),
  ),
  "alter-ledger": command(
    "changes a ledger",
    { ...Company, ledger: z.string(), changes: LedgerChanges },
    (on, { company, ledger, changes }) => at(on, company).alterLedger(ledger, ledgerChanges(changes)),
  ),
  "delete-ledger": command(
    "deletes a ledger",
    { ...Company, ledger: z.string() },
    (on, { company, ledger }) => at(on, company).deleteLedger(ledger),
  ),
  "rename-ledger": command(
    "renames a ledger: only its own AlterId moves, old vouchers show the new name",
    { ...Company, from: z.string(), to: z.string() },
    (on, { company, from, to }) => at(on, company).renameLedger(from, to),
  ),
  "create-group": command(
    "makes a group",
    { ...Company, name: z.string(), parent: z.string() },
    (on, { company, name, parent }) => at(on, company).createGroup({ name, parent }),
  ),
  "rename-group": command(
    "renames a group, a reserved one too",
    { ...Company, from: z.string(), to: z.string() },
    (on, { company, from, to }) => at(on, company).renameGroup(from, to),
  ),
  "create-voucher-type": command(
    "makes a voucher type",
    { ...Company, name: z.string(), parent: z.string(), numbering: z.string().default("Automatic") },
    (on, { company, ...type }) => at(on, company).createVoucherType(type),
  ),
  "rename-voucher-type": command(
    "renames a voucher type",
    { ...Company, from: z.string(), to: z.string() },
    (on, { company, from, to }) => at(on, company).renameVoucherType(from, to),
  ),
  "set-numbering": command(
    "how vouchers of a type are numbered: Automatic or Manual",
    { ...Company, type: z.string(), numbering: z.string() },
    (on, { company, type, numbering }) => at(on, company).setNumbering(type, numbering),
  ),
  "rename-company": command("renames the company", { ...Company, to: z.string() }, (on, { company, to }) =>
    at(on, company).rename(to),
  ),
  "set-period": command(
    "the current period (Alt+F2)",
    { ...Company, from: Day, to: Day },
    (on, { company, from, to }) => at(on, company).setPeriod({ from, to }),
  ),
  "set-rate": command(
    "rupees for one unit of a foreign currency today",
    { ...Company, currency: z.string(), rate: Rupees },
    (on, { company, currency, rate }) => at(on, company).setRate(currency, rate),
  ),
  "set-closing-stock": command(
    "the value of the stock, a debit",
    { ...Company, value: Rupees },
    (on, { company, value }) => at(on, company).setClosingStock(value),
  ),
  snapshot: command("makes a backup", { ...Company, name: z.string() }, (on, { company, name }) => {
    on.snapshots.set(name, at(on, company).snapshot());
  }),
  restore: command(
    "restores a backup: the counters fall back, GUID and ids stay",
    { ...Company, name: z.string() },
    (on, { company, name }) => {
      const snapshot = on.snapshots.get(name);
      if (snapshot === undefined) throw new RangeError(`There is no backup "${name}".`);
      at(on, company).restore(snapshot);
    },
  ),
};

function at(on: Controlled, company: string | undefined) {
  return on.tally.company(company);
}
