export { TemplatesScreen as default } from "../../../screens/pages";
