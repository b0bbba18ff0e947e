export { PeopleScreen as default } from "../../../screens/settings/people-screen";
