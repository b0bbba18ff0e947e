/* Files that the bundler takes in are known to the app by a number. */
declare module "*.ttf" {
  const asset: number;
  export default asset;
}
