export { ScenariosScreen as default } from "../../../screens/scenarios/scenarios-screen";
