export { FirstFiguresScreen as default } from "../../screens/connect/first-figures-screen";
