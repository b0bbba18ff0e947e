export { LockScreen as default } from "../../../screens/pages";
