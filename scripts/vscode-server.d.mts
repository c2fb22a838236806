export function ensureVSCodeServer(): Promise<string>;
