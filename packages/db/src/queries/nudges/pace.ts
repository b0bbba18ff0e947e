import type { CompanyTx } from "../../company-scope.ts";

/**
 * Takes the next moment at which one more message may be handed to a company's account, whichever process asks: so many a second, evenly. Undefined:
 * that is further off than `within`, and nothing was taken. To be committed before it is used.
 */
export async function takeSendMoment(
  tx: CompanyTx,
  { way, pace, now, within }: { way: string; pace: number; now: Date; within: number },
): Promise<Date | undefined> {
  const rows = await tx.run<{ at: Date }>(
    `update channel_account set next_send_at = greatest(next_send_at, $3::timestamptz) + make_interval(secs => 1.0 / $4::float8)
     where company_id = $1 and way = $2 and next_send_at <= $3::timestamptz + make_interval(secs => $5::float8 / 1000)
     returning next_send_at - make_interval(secs => 1.0 / $4::float8) as at`,
    [tx.companyId, way, now, pace, within],
  );
  return rows[0]?.at;
}
