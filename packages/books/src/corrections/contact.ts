import type { ContactValue } from "./correction.ts";
import type { Refusal } from "./ground.ts";

/** Why a contact cannot be kept; null: it can. */
export function refuseContact(value: ContactValue): Refusal | null {
  const { person, phone, email, language } = value;
  if ([person, phone, email, language].every((each) => each === null)) {
    return { code: "nothing-said", message: "Fill in at least one of the fields." };
  }
  const digits = (phone ?? "").replaceAll(/\D/g, "").length;
  if (phone !== null && (digits < 8 || digits > 15)) {
    return { code: "bad-phone", message: "Give the phone number with 8 to 15 digits." };
  }
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    return { code: "bad-email", message: "This is not an e-mail address. Check it." };
  }
  if (language !== null && !/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/.test(language)) {
    return { code: "bad-language", message: "Choose a language from the list." };
  }
  return null;
}
