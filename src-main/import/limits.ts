/** What a row may be at most: characters of a line, with its quotes and delimiters. */
export const longestLine = 65_536;
/** Characters of a cell. */
export const longestCell = 4_096;
export const mostColumns = 256;
/** Characters of a heading. */
export const longestHeading = 128;
/** From so many bytes at its beginning a file's format, encoding and delimiter are guessed. */
export const headBytes = 65_536;
/** So many bytes of a file are read at once. */
export const readBytes = 65_536;
