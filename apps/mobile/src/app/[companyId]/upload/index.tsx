export { UploadsScreen as default } from "../../../screens/pages";
