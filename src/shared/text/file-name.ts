/** With "-" for what some system does not allow in the name of a file. */
export const fileName = (text: string): string => text.replace(/[\\/:*?"<>|]/g, '-');
