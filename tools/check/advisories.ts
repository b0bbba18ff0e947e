/** Packages, or versions of them, that are not to come back: what we know against them. No bound means any version. */
export const ADVISORIES: readonly { readonly name: string; readonly below?: string; readonly why: string }[] =
  [
    {
      name: "fast-xml-parser",
      below: "5.7.0",
      why: "expands entities without limit (CVE-2026-26278, CVE-2026-33036)",
    },
    { name: "node-expat", why: "expands entities without limit: 683 bytes became 300 million characters" },
    {
      name: "xlsx",
      why: "npm's copy is no longer kept and has prototype pollution (CVE-2023-30533)",
    },
    {
      name: "ua-parser-js",
      below: "0.7.33",
      why: "was taken over to steal, and has slow expressions (CVE-2022-25927)",
    },
    {
      name: "jsonwebtoken",
      below: "9.0.0",
      why: "takes keys of the wrong kind (CVE-2022-23540, CVE-2022-23541)",
    },
    { name: "braces", below: "3.0.3", why: "grows without a bound (CVE-2024-4068)" },
    {
      name: "nodemailer",
      below: "7.0.7",
      why: "sends to another domain than the address names (CVE-2025-13033)",
    },
  ];
