export { SyncScreen as default } from "../../screens/pages";
