/** Lines of a file have the ids from `fileNo * linesPerFile` on; files are numbered from 1. */
export const linesPerFile = 2 ** 24
