import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { forgetCompany, queryClient, showAnswer } from "./query-client";

/** Who belongs to the company. */
export function useMembers(companyId: string) {
  return useQuery(api.members.list.queryOptions({ input: { companyId } }));
}

type Members = Awaited<ReturnType<typeof api.members.list.call>>;

/** Roles, taking out, leaving and handing over. `onDone` follows each that went well. */
export function useMemberDeeds(companyId: string, onDone: () => void) {
  const shown = {
    onSuccess: async (members: Members) => {
      await showAnswer(api.members.list.queryKey({ input: { companyId } }), members);
      void queryClient.invalidateQueries({ queryKey: api.companies.list.key() });
      onDone();
    },
  };
  return {
    changeRole: useMutation(api.members.changeRole.mutationOptions(shown)),
    remove: useMutation(api.members.remove.mutationOptions(shown)),
    transfer: useMutation(api.members.transfer.mutationOptions(shown)),
  };
}

/** Leaves the company; the list of my companies is read again before `onDone`, and what was read of the company is forgotten after it. */
export function useLeave(onDone: () => void) {
  return useMutation(
    api.members.leave.mutationOptions({
      onSuccess: async (_left, { companyId }) => {
        await queryClient.invalidateQueries({ queryKey: api.companies.list.key() });
        onDone();
        forgetCompany(companyId);
      },
    }),
  );
}

/** Who has been asked to join. */
export function useInvitations(companyId: string) {
  return useQuery(api.invitations.list.queryOptions({ input: { companyId } }));
}

/** Asking somebody, and taking that back. The link is shown once: it stays in the mutation's answer and is forgotten with it. */
export function useInvitationDeeds() {
  const again = {
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: api.invitations.list.key() }),
    gcTime: 0,
  };
  return {
    invite: useMutation(api.invitations.invite.mutationOptions(again)),
    withdraw: useMutation(api.invitations.withdraw.mutationOptions(again)),
  };
}

/** What a link asks me to join; asked of the server each time, and never kept on the device. */
export function useInvitation(token: string) {
  return useQuery({
    ...api.invitations.read.queryOptions({ input: { token } }),
    staleTime: 0,
    gcTime: 0,
  });
}

/** Joins the company of a link; the list of my companies is read again before `onDone`. */
export function useAccept(onDone: (companyId: string) => void) {
  return useMutation(
    api.invitations.accept.mutationOptions({
      onSuccess: async ({ companyId }) => {
        await queryClient.invalidateQueries({ queryKey: api.companies.list.key() });
        onDone(companyId);
      },
    }),
  );
}
