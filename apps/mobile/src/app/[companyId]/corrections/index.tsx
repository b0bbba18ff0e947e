export { CorrectionsScreen as default } from "../../../screens/corrections/corrections-screen";
