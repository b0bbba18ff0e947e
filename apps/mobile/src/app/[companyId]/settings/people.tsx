export { PeopleScreen as default } from "../../../screens/pages";
