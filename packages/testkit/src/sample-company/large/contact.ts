import { inventContact } from "../contact.ts";
import { mixed, randomAt } from "../random.ts";
import type { Contact } from "../tally-books.ts";

/**
 * How a party of the large company is reached: invented anew when it is asked for. Fifty thousand addresses would be most of
 * what the company needs in memory, and hardly anything asks for them.
 */
export class LargeContact implements Contact {
  readonly #seed: number;
  readonly #index: number;
  readonly #interstate: boolean;

  constructor(seed: number, index: number, interstate: boolean) {
    this.#seed = seed;
    this.#index = index;
    this.#interstate = interstate;
  }

  get address(): readonly string[] {
    return this.#invented().address;
  }

  get state(): string {
    return this.#invented().state;
  }

  get pincode(): string {
    return this.#invented().pincode;
  }

  get email(): string {
    return this.#invented().email;
  }

  get mobile(): string {
    return this.#invented().mobile;
  }

  get phone(): string {
    return this.#invented().phone;
  }

  get person(): string {
    return this.#invented().person;
  }

  get gstin(): string {
    return this.#invented().gstin;
  }

  get pan(): string {
    return this.#invented().pan;
  }

  get country(): string {
    return this.#invented().country;
  }

  #invented(): Contact {
    if (latest?.of === this) return latest.contact;
    const random = randomAt(mixed(this.#seed, 0, 4), this.#index);
    const contact = inventContact(random, { interstate: this.#interstate });
    latest = { of: this, contact };
    return contact;
  }
}

/** Who asks for one field mostly asks for the others next. */
let latest: { of: LargeContact; contact: Contact } | undefined;
