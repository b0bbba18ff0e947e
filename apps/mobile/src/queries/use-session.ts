import { useQuery } from "@tanstack/react-query";

import { api } from "./api";

/** Who is signed in, and whether the demo sign-in is on. */
export function useSession() {
  return useQuery(api.session.read.queryOptions());
}
