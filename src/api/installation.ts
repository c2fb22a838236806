/** Where the parts of this program lie: beside the bundled library, in dist. */
export const programFolder = import.meta.dirname;
