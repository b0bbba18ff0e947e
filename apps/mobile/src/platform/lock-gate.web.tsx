import { Fragment } from "react";

/** A browser has no lock of this app's own. */
export const LockGate = Fragment;
