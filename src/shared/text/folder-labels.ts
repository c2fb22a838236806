/** Names for folders that are shown beside each other. */

const partsOf = (folder: string): readonly string[] => folder.split(/[/\\]+/).filter((part) => part !== '');

/** The shortest endings by which folders differ, in their order: what all of them end with, such as `.winning-ticket`, is left out. */
export function folderLabels(folders: readonly string[]): readonly string[] {
  const all = folders.map(partsOf);
  const last = all[0]?.at(-1);
  const trimmed =
    all.length > 1 && all.every((parts) => parts.length > 1 && parts.at(-1) === last) ? all.map((parts) => parts.slice(0, -1)) : all;
  const ending = (parts: readonly string[], count: number): string => parts.slice(-count).join('/');
  return trimmed.map((parts, index) => {
    let count = 1;
    while (count < parts.length && trimmed.some((other, place) => place !== index && ending(other, count) === ending(parts, count)))
      count++;
    return ending(parts, count);
  });
}
