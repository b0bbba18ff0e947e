import type { DemoSignIn } from "@cfa/contract/auth";

/** The people of the sample company. Their addresses are of a domain that can never exist. */
export const DEMO_PEOPLE: Readonly<Record<DemoSignIn["role"], { name: string; email: string }>> = {
  owner: { name: "Meera Shah", email: "owner@demo.invalid" },
  accountant: { name: "Ravi Kulkarni", email: "accountant@demo.invalid" },
};
