import type { ComponentType, ReactNode } from "react";

/** A browser beside the agent types the code or shows its own. */
export const ScanCode: ComponentType<{ denied: ReactNode; onScanned: (text: string) => void }> | null = null;
