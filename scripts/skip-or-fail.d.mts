export function requireOrSkip(what: string, error: unknown): void;
