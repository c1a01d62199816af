/** A code for the Portal, as it stands in a mail. */
export const codeShape = /(?:[0-9A-Z]{4}-){7}[0-9A-Z]{4}/;
