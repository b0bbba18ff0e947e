export { CorrectionsScreen as default } from "../../../screens/pages";
