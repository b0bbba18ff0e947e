export { TiedLedgerScreen as default } from "../../../screens/sync/tied-ledger-screen";
