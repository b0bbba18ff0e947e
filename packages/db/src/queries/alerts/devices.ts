import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

/** A phone that a member is told on. `deadAt`: its maker says that the app is there no more. */
export type DeviceRow = {
  userId: string;
  deviceId: string;
  token: string;
  system: "ios" | "android";
  madeAt: Date;
  deadAt: Date | null;
};

/** Phones of members, or of one, the latest first. */
export function devicesOf(
  { companyId, query }: BooksReader,
  userId: string | null = null,
): Promise<DeviceRow[]> {
  const all = query
    .selectFrom("push_device")
    .select([
      "user_id as userId",
      "device_id as deviceId",
      "token",
      "system",
      "made_at as madeAt",
      "dead_at as deadAt",
    ])
    .where("company_id", "=", companyId)
    .orderBy("made_at", "desc")
    .orderBy("device_id");
  return (userId === null ? all : all.where("user_id", "=", userId)).execute();
}

/** Keeps a phone of a member's. Whoever used it before is told nothing there any more. */
export async function keepDevice(
  tx: CompanyTx,
  { userId, deviceId, token, system, madeAt }: Omit<DeviceRow, "deadAt">,
): Promise<void> {
  await tx.run(
    `delete from push_device where company_id = $1 and (token = $2 or device_id = $3) and not (user_id = $4 and device_id = $3)`,
    [tx.companyId, token, deviceId, userId],
  );
  const values = { token, system, made_at: madeAt, dead_at: null };
  await tx.query
    .insertInto("push_device")
    .values({ company_id: tx.companyId, user_id: userId, device_id: deviceId, ...values })
    .onConflict((conflict) => conflict.columns(["company_id", "user_id", "device_id"]).doUpdateSet(values))
    .execute();
}

/** Lets a member's phone go; what is not there is gone already. */
export async function dropDevice(tx: CompanyTx, userId: string, deviceId: string): Promise<void> {
  await tx.run("delete from push_device where company_id = $1 and user_id = $2 and device_id = $3", [
    tx.companyId,
    userId,
    deviceId,
  ]);
}

/** Marks a member's phone as one on which the app is no more. */
export async function markDead(
  tx: CompanyTx,
  device: { userId: string; deviceId: string; at: Date },
): Promise<void> {
  await tx.run(
    `update push_device set dead_at = $4 where company_id = $1 and user_id = $2 and device_id = $3 and dead_at is null`,
    [tx.companyId, device.userId, device.deviceId, device.at],
  );
}
