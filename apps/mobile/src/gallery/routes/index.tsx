import { Redirect } from "expo-router";

import { COMPANY_ID } from "../made-up";

export default function ToGallery() {
  return <Redirect href={`/gallery/${COMPANY_ID}`} />;
}
