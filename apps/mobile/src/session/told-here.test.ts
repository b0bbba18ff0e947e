import { expect, test } from "vitest";

import {
  leaveTold,
  renewTold,
  tellHere,
  tellNoMore,
  type PushLeave,
  type ToldHere,
  type ToldParts,
} from "./told-here";

const ASHA = "cmp_asha";
const BINDU = "cmp_bindu";

/** A phone, a server and a store in memory, and what happened, in its order. */
function parts({ leave = "given", isOffline = false }: { leave?: PushLeave; isOffline?: boolean } = {}) {
  const happened: string[] = [];
  const state = { kept: null as ToldHere | null, token: "one" };
  const call = (text: string): Promise<void> => {
    happened.push(text);
    return isOffline ? Promise.reject(new Error("no connection")) : Promise.resolve();
  };
  const made: ToldParts = {
    phone: {
      system: "android",
      leave: () => Promise.resolve(leave),
      ask: () => {
        happened.push("ask");
        return Promise.resolve(leave);
      },
      token: () => Promise.resolve(state.token),
      silence: () => {
        happened.push("silence");
        return Promise.resolve();
      },
    },
    server: {
      keep: ({ companyId, deviceId, token, system }) =>
        call(`keep ${companyId} ${deviceId} ${token} ${system}`),
      drop: ({ companyId, deviceId }) => call(`drop ${companyId} ${deviceId}`),
    },
    store: {
      read: () => Promise.resolve(state.kept),
      keep: (told) => {
        state.kept = told;
        return Promise.resolve();
      },
    },
  };
  return { made, happened, state };
}

const here = (companyId: string) => ({ companyId, newDeviceId: `phone-${companyId}` });

test("a phone is told of each company that one asks for, under one name", async () => {
  const { made, happened, state } = parts();
  expect(await tellHere(made, here(ASHA))).toBe("given");
  expect(await tellHere(made, here(BINDU))).toBe("given");
  expect(happened).toEqual([
    "ask",
    "keep cmp_asha phone-cmp_asha one android",
    "ask",
    "keep cmp_bindu phone-cmp_asha one android",
  ]);
  expect(state.kept).toEqual({ deviceId: "phone-cmp_asha", token: "one", companies: [ASHA, BINDU] });
});

test("where the person refuses nothing is told to the server or kept", async () => {
  const { made, happened, state } = parts({ leave: "refused" });
  expect(await tellHere(made, here(ASHA))).toBe("refused");
  expect([happened, state.kept]).toEqual([["ask"], null]);
});

test("what the server may have been told is known here, whatever became of the call", async () => {
  const { made, state } = parts({ isOffline: true });
  await expect(tellHere(made, here(ASHA))).rejects.toThrow("no connection");
  expect(state.kept?.companies).toEqual([ASHA]);
});

test("with the last company the phone falls silent", async () => {
  const { made, happened, state } = parts();
  await tellHere(made, here(ASHA));
  await tellHere(made, here(BINDU));
  happened.length = 0;
  await tellNoMore(made, ASHA);
  expect([happened, state.kept?.companies]).toEqual([["drop cmp_asha phone-cmp_asha"], [BINDU]]);
  await tellNoMore(made, BINDU);
  expect([happened.at(-1), state.kept]).toEqual(["silence", null]);
  await tellNoMore(made, BINDU);
  expect(happened).toHaveLength(3);
});

test("what could not be taken back at the server stays as it is, to be tried again", async () => {
  const { made, state } = parts({ isOffline: true });
  state.kept = { deviceId: "phone-one", token: "one", companies: [ASHA] };
  await expect(tellNoMore(made, ASHA)).rejects.toThrow("no connection");
  expect(state.kept).not.toBeNull();
});

test("who signs out is told nothing here any more, also without a connection", async () => {
  for (const isOffline of [false, true]) {
    const { made, happened, state } = parts({ isOffline });
    state.kept = { deviceId: "phone-one", token: "one", companies: [ASHA, BINDU] };
    await leaveTold(made);
    expect(happened).toEqual(["silence", "drop cmp_asha phone-one", "drop cmp_bindu phone-one"]);
    expect(state.kept).toBeNull();
  }
});

test("who was signed out elsewhere is told nothing from the next start on", async () => {
  const { made, happened, state } = parts();
  state.kept = { deviceId: "phone-one", token: "one", companies: [ASHA] };
  await renewTold(made, { isSignedIn: false });
  expect([happened, state.kept]).toEqual([["silence"], null]);
});

test("another token is told to the server, of every company; the same one is not told again", async () => {
  const { made, happened, state } = parts();
  state.kept = { deviceId: "phone-one", token: "one", companies: [ASHA, BINDU] };
  await renewTold(made, { isSignedIn: true });
  expect(happened).toEqual([]);
  state.token = "two";
  await renewTold(made, { isSignedIn: true });
  expect(happened).toEqual(["keep cmp_asha phone-one two android", "keep cmp_bindu phone-one two android"]);
  expect(state.kept?.token).toBe("two");
});

test("a phone that lets nothing be shown any more is not asked for its token, and one on which nobody is told not at all", async () => {
  const { made, happened, state } = parts({ leave: "refused" });
  await renewTold(made, { isSignedIn: true });
  state.kept = { deviceId: "phone-one", token: "one", companies: [ASHA] };
  state.token = "two";
  await renewTold(made, { isSignedIn: true });
  expect([happened, state.kept.token]).toEqual([[], "one"]);
});
