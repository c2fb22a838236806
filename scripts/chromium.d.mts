export function findChromium(): Promise<{ executablePath: string; env: NodeJS.ProcessEnv; args: string[] }>;
