/** Which proxy an address is reached through, by the variables that other programs read too. */

type Environment = Readonly<Record<string, string | undefined>>;

/** Programs differ in whether they read small or capital letters; small ones win, as in curl. */
const variable = (environment: Environment, name: string): string => environment[name] || environment[name.toUpperCase()] || '';

const portOf = ({ port, protocol }: URL): string => port || (protocol === 'https:' ? '443' : '80');

/** NO_PROXY: `*`, or names and addresses with commas between; a name stands for those that end in it too, `host:port` for that port. */
function isExcepted(url: URL, exceptions: string): boolean {
  const names = exceptions.split(/[\s,]+/).filter((name) => name !== '');
  return names.some((name) => {
    const [, host = '', port] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(name.toLowerCase()) ?? [];
    if (name === '*') return true;
    if (port !== undefined && port !== portOf(url)) return false;
    return host !== '' && (url.hostname === host || url.hostname.endsWith(`.${host}`));
  });
}

/**
 * @param chosen A setting of the editor; it comes before the environment.
 * @returns null where the address is reached directly.
 */
export function proxyFor(url: URL, environment: Environment, chosen = ''): URL | null {
  if (isExcepted(url, variable(environment, 'no_proxy'))) return null;
  const named = variable(environment, url.protocol === 'https:' ? 'https_proxy' : 'http_proxy');
  const address = chosen || named || variable(environment, 'all_proxy');
  if (address === '') return null;
  const full = address.includes('://') ? address : `http://${address}`;
  const proxy = URL.canParse(full) ? new URL(full) : null;
  return proxy !== null && (proxy.protocol === 'http:' || proxy.protocol === 'https:') ? proxy : null;
}
