export { SyncScreen as default } from "../../screens/sync/sync-screen";
