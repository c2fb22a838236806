/** 1, 2, ... count: trials and replicates count from 1. */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
