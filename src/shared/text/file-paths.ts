/** Just enough of paths for configs, without node: `/` and `\` both separate, so that one config works everywhere. */
export const isAbsolutePath = (path: string): boolean => /^([/\\]|[A-Za-z]:)/.test(path);

/** Folder of a file, '.' for a bare name. */
export function folderOf(path: string): string {
  const folder = path.replace(/[/\\]+[^/\\]*$/, '');
  if (folder === path) return '.';
  return folder === '' ? '/' : folder;
}

/** Last part of a path. */
export const baseName = (path: string): string => path.replace(/^.*[/\\]/s, '');

/** `relative` seen from `folder`, without `.` and inner `..`; an absolute one stays. */
export function joinPath(folder: string, relative: string): string {
  if (isAbsolutePath(relative)) return relative;
  const root = /^([A-Za-z]:)?[/\\]*/.exec(folder)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of `${folder.slice(root.length)}/${relative}`.split(/[/\\]/)) {
    if (part === '' || part === '.') continue;
    const inner = parts.length > 0 && parts.at(-1) !== '..';
    if (part === '..' && inner) parts.pop();
    else if (part !== '..' || root === '') parts.push(part);
  }
  return root + (parts.join('/') || (root === '' ? '.' : ''));
}
