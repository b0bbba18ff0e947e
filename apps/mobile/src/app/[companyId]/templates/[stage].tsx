export { TemplateScreen as default } from "../../../screens/pages";
