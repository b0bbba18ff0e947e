/*
 * That a person is told of companies on this phone: which, under which name the phone goes with the server, and by which token at the push
 * service. What is kept and what a phone can do are handed in, so that this runs without either.
 */

/** What the phone answers to the question whether it may show messages. `unasked`: the question is still to come. */
export type PushLeave = "unasked" | "given" | "refused";

/** What a phone can do about messages. */
export type Phone = {
  readonly system: "ios" | "android";
  /** What holds now, without asking. */
  leave(): Promise<PushLeave>;
  /** Lets the system ask, once: a refusal is changed in its settings alone. */
  ask(): Promise<PushLeave>;
  /** The push service's name for the app on this phone. */
  token(): Promise<string>;
  /** Nothing that is on its way comes any more, and what is shown goes. */
  silence(): Promise<void>;
};

/** The server's list of phones. */
export type ToldServer = {
  keep(device: {
    companyId: string;
    deviceId: string;
    token: string;
    system: Phone["system"];
  }): Promise<void>;
  drop(device: { companyId: string; deviceId: string }): Promise<void>;
};

/** What is kept on the phone: the companies that are told of here. */
export type ToldHere = {
  readonly deviceId: string;
  readonly token: string;
  readonly companies: readonly string[];
};

/** Where it is kept. */
export type ToldStore = { read(): Promise<ToldHere | null>; keep(told: ToldHere | null): Promise<void> };

export type ToldParts = { readonly phone: Phone; readonly server: ToldServer; readonly store: ToldStore };

/** Has one told of a company here; answers "refused" where the phone does not let it be. */
export async function tellHere(
  { phone, server, store }: ToldParts,
  { companyId, newDeviceId }: { companyId: string; newDeviceId: string },
): Promise<PushLeave> {
  const leave = await phone.ask();
  if (leave !== "given") return leave;
  const before = await store.read();
  const token = await phone.token();
  const { deviceId = newDeviceId, companies = [] } = before ?? {};
  // Written down first: what the server has been told may have to be taken back.
  await store.keep({ deviceId, token, companies: [...new Set([...companies, companyId])] });
  await server.keep({ companyId, deviceId, token, system: phone.system });
  return "given";
}

/** Tells one of a company here no more. */
export async function tellNoMore({ phone, server, store }: ToldParts, companyId: string): Promise<void> {
  const told = await store.read();
  if (told === null) return;
  await server.drop({ companyId, deviceId: told.deviceId });
  const companies = told.companies.filter((one) => one !== companyId);
  if (companies.length === 0) await phone.silence();
  await store.keep(companies.length === 0 ? null : { ...told, companies });
}

/**
 * Whoever signs out is told nothing here any more. What the server cannot be told now it hears of from the push service later: the phone itself takes nothing in from
 * this moment on.
 */
export async function leaveTold({ phone, server, store }: ToldParts): Promise<void> {
  const told = await store.read();
  if (told === null) return;
  const { deviceId } = told;
  await Promise.allSettled([
    phone.silence(),
    ...told.companies.map((companyId) => server.drop({ companyId, deviceId })),
  ]);
  await store.keep(null);
}

/** The push service may give the app another name at any time, and then messages to the old one are lost: looked at whenever the app starts. */
export async function renewTold(
  { phone, server, store }: ToldParts,
  { isSignedIn }: { isSignedIn: boolean },
): Promise<void> {
  const told = await store.read();
  if (told === null) return;
  if (!isSignedIn) {
    await phone.silence();
    await store.keep(null);
    return;
  }
  if ((await phone.leave()) !== "given") return;
  const token = await phone.token();
  if (token === told.token) return;
  const { deviceId, companies } = told;
  for (const companyId of companies) await server.keep({ companyId, deviceId, token, system: phone.system });
  await store.keep({ ...told, token });
}
