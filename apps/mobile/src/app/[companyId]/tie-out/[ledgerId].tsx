export { TiedLedgerScreen as default } from "../../../screens/pages";
