export { pageOfLink as redirectSystemPath } from "../session/google-redirect";
