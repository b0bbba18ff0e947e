export { FirstFiguresScreen as default } from "../../screens/pages";
