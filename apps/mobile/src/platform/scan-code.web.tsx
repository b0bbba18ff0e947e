import type { ComponentType } from "react";

/** A browser beside the agent types the code or shows its own. */
export const ScanCode: ComponentType<{ denied: string; onScanned: (text: string) => void }> | null = null;
