import {
  clearLastNotificationResponse,
  setNotificationHandler,
  useLastNotificationResponse,
} from "expo-notifications";
import { useRouter } from "expo-router";
import { useEffect } from "react";

import { useSession } from "../queries/use-session";
import { pageOfPush } from "../session/push-page";
import { renewPush } from "./push";

// A message that comes while the app is open is shown as any other.
setNotificationHandler({
  handleNotification: () =>
    Promise.resolve({
      shouldShowBanner: true,
      shouldShowList: true,
      shouldPlaySound: false,
      shouldSetBadge: false,
    }),
});

/**
 * Opens the page of a message that was tapped, also of the one that started the app, and keeps the server up to date on where this phone is reached. Stands behind the
 * lock: a tap opens nothing that is locked.
 */
export function PushTaps() {
  const router = useRouter();
  const tapped = useLastNotificationResponse();
  const { data: session } = useSession();
  const isSignedIn = session === undefined ? null : session.user !== null;
  useEffect(() => {
    // Where it cannot be told now it is told at the next start.
    if (isSignedIn !== null) renewPush(isSignedIn).catch(() => undefined);
  }, [isSignedIn]);
  useEffect(() => {
    if (!tapped) return;
    const page = pageOfPush(tapped.notification.request.content.data);
    clearLastNotificationResponse();
    if (page !== null) router.push(page);
  }, [tapped, router]);
  return null;
}
