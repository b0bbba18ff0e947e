import { expect, test } from "vitest";

import { maskAddresses } from "./mask-addresses.ts";

test.each([
  ["WhatsApp from 98250 43210 of 3 April", "WhatsApp from …3210 of 3 April"],
  ["+91-98250-43210, 09825043210; 919825043210", "…3210, …3210; …3210"],
  ["mail of ravi.k+tally@Shop.Example.in: yes", "mail of …@Shop.Example.in: yes"],
  ["ravi@shop.example/9825043210", "…@shop.example/…3210"],
])("numbers and mails are known by their ends alone: %s", (text, masked) => {
  expect(maskAddresses(text)).toBe(masked);
});

test.each([
  "form 12 of 3 April 2026",
  "INV/2026-27/000123",
  "box 44, shelf 2, 27AAPFU0939F1ZV",
  "UTR 000412345678901",
])("what is neither stays: %s", (text) => {
  expect(maskAddresses(text)).toBe(text);
});
